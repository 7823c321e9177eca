/** Captchas as speech, from recorded clips: for people who cannot see the picture. */
package io.komauth.captcha.speech;
