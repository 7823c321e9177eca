/** What proof of work costs an attacker, and a person. */
package io.komauth.benchmarks.work;
