/** Which realm a tenant id names, and what a realm sets for its tenant. */
package io.komauth.tenant;
