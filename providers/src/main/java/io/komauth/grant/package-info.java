/** The grant type {@code captcha} of Keycloak's token endpoint. */
package io.komauth.grant;
