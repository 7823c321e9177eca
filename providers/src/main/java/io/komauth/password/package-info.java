/** The password hashes that the documented API and its old users need, and what is known of a user's password. */
package io.komauth.password;
