/**
 * All that leans on Keycloak's internals: classes of its artifacts {@code keycloak-services}, {@code keycloak-model-*} and
 * {@code keycloak-quarkus-*}, of Vert.x and Netty below them, and texts, notes and call stacks that it promises nobody. Each
 * class says what it leans on, since which version of Keycloak, and which test fails when that breaks. Whoever moves to another
 * version of Keycloak reads this folder; nothing outside it touches an internal class.
 */
package io.komauth.compat;
