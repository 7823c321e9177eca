package io.komauth.bruteforce;

/**
 * How many logins have failed lately.
 *
 * @param ofName    by the name that was typed
 * @param ofAddress from the address, by whatever name
 */
public record RecentFailures(int ofName, int ofAddress) {
}
