/** What protecting many realms costs, and looking for their open login paths. */
package io.komauth.benchmarks.protection;
