package io.komauth.loginapi;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The response to every logout, by which front ends of that family forget their tokens. */
record LogoutResponse(@JsonProperty("success") boolean success, @JsonProperty("msg") String message) {

    static final LogoutResponse DONE = new LogoutResponse(true, "success");
}
