/** Failed logins, counted by the name that was typed and by the address it came from, until they are forgotten. */
package io.komauth.bruteforce;
