/** What the nodes of a cluster know together. */
package io.komauth.cluster;
