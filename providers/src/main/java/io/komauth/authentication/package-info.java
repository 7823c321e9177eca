/** Captcha steps for Keycloak's authentication flows. */
package io.komauth.authentication;
