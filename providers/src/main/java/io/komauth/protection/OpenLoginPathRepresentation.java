package io.komauth.protection;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.komauth.theme.ThemeMessages;

/**
 * An {@link OpenLoginPath} as JSON.
 *
 * @param id       of the kind, for programs
 * @param severity {@code open}, {@code limited}, {@code error} or {@code note}
 * @param text     what is open, for people
 * @param remedy   what to do about it, for people
 * @param concerns what is concerned
 */
@JsonPropertyOrder({"id", "severity", "text", "remedy", "concerns"})
public record OpenLoginPathRepresentation(@JsonProperty("id") String id, @JsonProperty("severity") String severity,
        @JsonProperty("text") String text, @JsonProperty("remedy") String remedy,
        @JsonProperty("concerns") Map<String, String> concerns) {

    public OpenLoginPathRepresentation {
        concerns = Map.copyOf(concerns);
    }

    /** @param messages in the language of the reader */
    public static OpenLoginPathRepresentation of(OpenLoginPath path, ThemeMessages messages) {
        return new OpenLoginPathRepresentation(path.kind().id(), path.kind().severity().toString(), path.text(messages),
                path.remedy(messages), path.concerns());
    }
}
