/**
 * All that leans on Keycloak's internals: classes of its artifacts {@code keycloak-services}, {@code keycloak-model-*} and
 * {@code keycloak-quarkus-*}, of Vert.x and Netty below them, and texts, notes and call stacks that are not part of its API. Each
 * class says what it leans on, since which version of Keycloak, and which test fails when that breaks. Read this package before
 * moving to another version of Keycloak; nothing outside it touches an internal class.
 */
package io.komauth.compat;
