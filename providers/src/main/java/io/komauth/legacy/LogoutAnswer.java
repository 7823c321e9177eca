package io.komauth.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The one answer to a logout, by which front ends of that family forget their tokens. */
record LogoutAnswer(@JsonProperty("success") boolean success, @JsonProperty("msg") String message) {

    static final LogoutAnswer DONE = new LogoutAnswer(true, "success");
}
