/** What a server is left with by those who fetch captchas and redeem none, or redeem what is none. */
package io.komauth.benchmarks.flood;
