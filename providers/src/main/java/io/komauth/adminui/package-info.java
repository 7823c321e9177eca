/** What administrators see of tenants in Keycloak's Admin Console. */
package io.komauth.adminui;
