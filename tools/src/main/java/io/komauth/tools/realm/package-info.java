/** Changes of one realm: it becomes a tenant, or no longer refers to the JAR. */
package io.komauth.tools.realm;
