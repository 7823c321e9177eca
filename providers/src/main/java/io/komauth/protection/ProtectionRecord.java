package io.komauth.protection;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;

import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/**
 * What undoing a part needs to know. It is a realm attribute for each part, {@code protection.<part>}, so that exports and imports
 * keep it.
 *
 * @param was         the flow or theme of before; {@code null} for a realm without a theme of its own
 * @param wasId       the flow's id, by which it is found when it has been renamed; an import changes it. {@code null} for a theme
 * @param now         the copy of the flow, or the theme
 * @param nowId       the copy's id, likewise
 * @param fingerprint of the copy as it was made; {@code null} for a theme
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record ProtectionRecord(@JsonProperty("was") String was, @JsonProperty("wasId") String wasId, @JsonProperty("now") String now,
        @JsonProperty("nowId") String nowId, @JsonProperty("fingerprint") String fingerprint) {

    private static final String ATTRIBUTE = "protection.";

    /** In MariaDB and MySQL, the name of a flow may have characters that the value of an attribute may not. */
    private static final ObjectWriter ASCII =
            JsonSerialization.mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    /** Of what is no flow. */
    static ProtectionRecord ofSetting(String was, String now) {
        return new ProtectionRecord(was, null, now, null, null);
    }

    static ProtectionRecord of(RealmModel realm, AuthenticationFlowModel was, AuthenticationFlowModel copy) {
        return new ProtectionRecord(was.getAlias(), was.getId(), copy.getAlias(), copy.getId(), FlowFingerprint.of(realm, copy));
    }

    /** @return empty if there is none, or none that can be read */
    static Optional<ProtectionRecord> of(RealmModel realm, String part) {
        String text = realm.getAttribute(ATTRIBUTE + part);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JsonSerialization.readValue(text, ProtectionRecord.class))
                    .filter(record -> record.now() != null);
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** @return the flow that was bound before; {@code null} if it is gone */
    AuthenticationFlowModel original(RealmModel realm) {
        return flow(realm, wasId, was);
    }

    /** @return the copy; {@code null} if it is gone */
    AuthenticationFlowModel copy(RealmModel realm) {
        return flow(realm, nowId, now);
    }

    private static AuthenticationFlowModel flow(RealmModel realm, String id, String alias) {
        return realm.getAuthenticationFlowsStream().filter(flow -> flow.getId().equals(id)).findFirst()
                .orElseGet(() -> realm.getFlowByAlias(alias));
    }

    void store(RealmModel realm, String part) {
        try {
            realm.setAttribute(ATTRIBUTE + part, ASCII.writeValueAsString(this));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void remove(RealmModel realm, String part) {
        realm.removeAttribute(ATTRIBUTE + part);
    }
}
