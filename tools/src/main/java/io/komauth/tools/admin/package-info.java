/** Keycloak's Admin REST API: who logs in, and calls that either succeed or say what to change. */
package io.komauth.tools.admin;
