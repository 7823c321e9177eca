/** What single requests cost the server. */
package io.komauth.benchmarks.requests;
