package io.komauth.protection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a realm is protected, as the Admin REST API reports it.
 *
 * @param realm       its name
 * @param isProtected whether each flow that the realm uses asks for a captcha
 * @param isChanged   whether the request has changed anything, or would
 * @param isDryRun    whether nothing was changed
 * @param isUndoable  whether there is something to undo
 * @param captchaKinds which captchas the realm accepts
 * @param parts       by name
 * @param openPaths   the login paths that have no captcha; {@code null} after flows were removed, which the same transaction still
 *                    lists
 * @param warnings    what is not open, but an administrator should know; {@code null} likewise
 * @param tryIt       an address whose login page asks for the captcha
 * @param undo        the request that undoes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProtectionReport(@JsonProperty("realm") String realm, @JsonProperty("protected") boolean isProtected,
        @JsonProperty("changed") boolean isChanged, @JsonProperty("dryRun") boolean isDryRun,
        @JsonProperty("undoable") boolean isUndoable, @JsonProperty("captchaKinds") String captchaKinds,
        @JsonProperty("parts") Map<String, PartState> parts,
        @JsonProperty("openPaths") List<OpenLoginPathRepresentation> openPaths,
        @JsonProperty("warnings") List<OpenLoginPathRepresentation> warnings, @JsonProperty("tryIt") String tryIt,
        @JsonProperty("undo") String undo) {

    ProtectionReport {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        openPaths = openPaths == null ? null : List.copyOf(openPaths);
        warnings = warnings == null ? null : List.copyOf(warnings);
    }
}
