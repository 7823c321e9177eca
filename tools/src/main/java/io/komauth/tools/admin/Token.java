package io.komauth.tools.admin;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An access token, and when to renew it.
 *
 * @param access  the token itself
 * @param refresh the refresh token, or null: a service account has none
 * @param renewAt when half its life is over, by {@link System#nanoTime}: a call that begins before that ends in time
 */
record Token(String access, String refresh, long renewAt) {

    /** A day at most: by then the server may have forgotten it. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    static Token of(String access, String refresh, Duration life) {
        return new Token(access, refresh, System.nanoTime()
                + (life.compareTo(LONGEST_LIFE) < 0 ? life : LONGEST_LIFE).dividedBy(2).toNanos());
    }

    /** @param response of the token endpoint */
    static Token of(JsonNode response) {
        return of(response.path("access_token").asText(), response.path("refresh_token").asText(null),
                Duration.ofSeconds(response.path("expires_in").asLong()));
    }

    boolean isFresh() {
        return System.nanoTime() - renewAt < 0;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "token";
    }
}
