/** Issuing and redeeming captchas: the SPI, the provider that ships, and the REST resource that hands them out. */
package io.komauth.captcha;
