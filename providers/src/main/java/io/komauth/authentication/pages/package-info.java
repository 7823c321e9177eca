/** Keycloak's own login, registration and password reset pages, with a captcha on them. */
package io.komauth.authentication.pages;
