/** What the endpoints need of HTTP before Keycloak serves them. */
package io.komauth.http;
