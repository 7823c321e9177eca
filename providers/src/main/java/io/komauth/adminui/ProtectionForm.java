package io.komauth.adminui;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.komauth.protection.ProtectionSetting;

import org.keycloak.util.JsonSerialization;

/**
 * What a form of the console says of the protection. The console reads the tab's values once, and sends all of them back whenever the
 * form is saved: what the form had before tells a value that was changed in it from one that has changed elsewhere since.
 *
 * @param id           of the form
 * @param isOn         whether the realm is protected
 * @param leftOut      the parts that are not
 * @param captchaKinds which captchas the realm accepts; protecting it changes that
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ProtectionForm(@JsonProperty("id") String id, @JsonProperty("on") boolean isOn, @JsonProperty("leftOut") Set<String> leftOut,
        @JsonProperty("captchaKinds") String captchaKinds) {

    ProtectionForm {
        leftOut = leftOut == null ? Set.of() : Set.copyOf(leftOut);
    }

    /** One that nobody has seen yet. */
    static ProtectionForm of(ProtectionSetting setting, String captchaKinds) {
        return new ProtectionForm(UUID.randomUUID().toString(), setting.isOn(), setting.leftOut(), captchaKinds);
    }

    /** @return empty if there is none, or none that can be read */
    static Optional<ProtectionForm> parse(String text) {
        if (text == null || text.equals(TenantTab.UNCHANGED)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JsonSerialization.readValue(text, ProtectionForm.class)).filter(form -> form.id() != null);
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    ProtectionSetting setting() {
        return new ProtectionSetting(isOn, leftOut);
    }

    ProtectionForm with(ProtectionSetting setting, String captchaKinds) {
        return new ProtectionForm(id, setting.isOn(), setting.leftOut(), captchaKinds);
    }

    @Override
    public String toString() {
        try {
            return JsonSerialization.writeValueAsString(this);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
