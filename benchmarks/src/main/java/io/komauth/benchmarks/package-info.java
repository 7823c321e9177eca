/**
 * Measures what the docs say of strength, speed and scale. Each benchmark is a program that prints a table and writes it
 * to docs/benchmarks.md; figures are counts, or ratios of what was measured in turn within one run.
 */
package io.komauth.benchmarks;
