package io.komauth.adminui;

import java.util.List;
import java.util.function.Function;

import io.komauth.config.RealmSetting;

import org.keycloak.component.ComponentValidationException;
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
 */
record TenantTabField<T>(RealmSetting<T> setting, String type, List<String> options, Function<KeycloakSession, T> serverDefault) {

    static <T> TenantTabField<T> of(RealmSetting<T> setting, String type) {
        return new TenantTabField<>(setting, type, List.of(), session -> setting.defaultValue());
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
        return type.equals(ProviderConfigProperty.PASSWORD);
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

    /** @throws ComponentValidationException if the value is out of range; its message says the range */
    void requireValid(KeycloakSession session, String value) {
        if (!setting.isValid(value)) {
            throw TenantTabRefusal.of(session, setting);
        }
    }
}
