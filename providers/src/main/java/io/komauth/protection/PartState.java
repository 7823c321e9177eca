package io.komauth.protection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A part of a realm's protection, as the Admin REST API reports it.
 *
 * @param state     {@code protected}, {@code open}, {@code off} (open, but the realm has switched it off), {@code left-out} or
 *                  {@code no-place} (its flow has no form that a captcha could go into)
 * @param isChanged whether the request has changed it, or would
 * @param setting   the setting of the realm that names the flow or theme
 * @param now       the flow or theme that the realm has
 * @param was       the one that undoing restores; {@code null} if there is nothing to restore, or it had none
 * @param text      what was done or what there is, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartState(@JsonProperty("state") String state, @JsonProperty("changed") boolean isChanged,
        @JsonProperty("setting") String setting, @JsonProperty("now") String now, @JsonProperty("was") String was,
        @JsonProperty("text") String text) {

    static final String PROTECTED = "protected";
    static final String OPEN = "open";
    static final String OFF = "off";
    static final String LEFT_OUT = "left-out";
    static final String NO_PLACE = "no-place";
}
