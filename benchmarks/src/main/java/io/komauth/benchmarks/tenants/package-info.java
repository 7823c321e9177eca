/** What becomes of a server with its tenants: 10, 100 and 500 realms of {@code realm-config/tenant.json}. */
package io.komauth.benchmarks.tenants;
