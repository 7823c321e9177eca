package io.komauth.adminui;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.komauth.config.RealmSetting;
import io.komauth.config.SecretSetting;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A setting as a field of the tenant tab. Its texts are messages: the {@linkplain #label label}, and under the same key
 * with {@code .help} the help, with {@code .range} the text that refuses a value.
 *
 * @param setting       what it sets
 * @param type          one of {@link ProviderConfigProperty}'s
 * @param options       of a list, else empty
 * @param serverDefault what counts where the realm sets nothing
 * @param secret        the setting, if its value is a secret
 */
record TenantTabField<T>(RealmSetting<T> setting, String type, List<String> options, Function<KeycloakSession, T> serverDefault,
        Optional<SecretSetting> secret) {

    TenantTabField(RealmSetting<T> setting, String type, List<String> options, Function<KeycloakSession, T> serverDefault) {
        this(setting, type, options, serverDefault, Optional.empty());
    }

    static <T> TenantTabField<T> of(RealmSetting<T> setting, String type) {
        return new TenantTabField<>(setting, type, List.of(), session -> setting.defaultValue());
    }

    static TenantTabField<String> of(SecretSetting secret) {
        return new TenantTabField<>(secret.setting(), ProviderConfigProperty.PASSWORD, List.of(),
                session -> secret.setting().defaultValue(), Optional.of(secret));
    }

    /** In the console's forms dots have a meaning of their own. */
    String name() {
        return setting.attribute().replace('.', '-');
    }

    /** The key of a message. All extensions share the console's messages, hence the prefix. */
    static String label(RealmSetting<?> setting) {
        return "komAuth." + setting.attribute();
    }

    boolean isSecret() {
        return secret.isPresent();
    }

    ProviderConfigProperty property() {
        String label = label(setting);
        ProviderConfigProperty property = new ProviderConfigProperty(name(), label, label + ".help", type, null, isSecret());
        property.setOptions(options);
        return property;
    }

    /** What the field shows: what the realm sets, else what counts without it; blank if that is nothing. */
    String displayValue(KeycloakSession session, RealmModel realm) {
        return setting.displayValue(realm, serverDefault.apply(session));
    }

    /** How the realm attribute holds a value. */
    String encodeForStorage(KeycloakSession session, RealmModel realm, String value) {
        return secret.map(setting -> setting.encodeForStorage(session, realm, value)).orElse(value);
    }

    /** @return the key of the message that refuses a value; empty if it is in range, and this server can use it */
    Optional<String> refusal(String value) {
        if (!secret.map(SecretSetting::isSupported).orElse(true)) {
            return Optional.of(label(setting) + ".unsupported");
        }
        return setting.isValid(value) ? Optional.empty() : Optional.of(label(setting) + ".range");
    }
}
