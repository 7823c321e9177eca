/** Keycloak's Admin REST API: logging in, and calls that either succeed or say what to change. */
package io.komauth.tools.admin;
