/** Servers as in production, and what puts load on them and reads from them what it did. */
package io.komauth.benchmarks.load;
