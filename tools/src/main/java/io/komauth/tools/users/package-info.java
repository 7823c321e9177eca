/**
 * Users of an old system: {@code convert} turns its export into what Keycloak imports, {@code load} loads that, and
 * {@code stranded} finds who still needs the JAR. docs/migration.md says what an export looks like.
 */
package io.komauth.tools.users;
