/** Listening to Keycloak's events. */
package io.komauth.events;
