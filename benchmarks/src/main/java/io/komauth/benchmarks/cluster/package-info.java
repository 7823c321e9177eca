/** Two nodes on one database: captchas that go from one to the other, and nodes that go. */
package io.komauth.benchmarks.cluster;
