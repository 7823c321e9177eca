/** Measures how well people read the pictures, on a local page. It keeps counts, and nothing about the people. */
package io.komauth.benchmarks.people;
