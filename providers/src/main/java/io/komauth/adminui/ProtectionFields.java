package io.komauth.adminui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.komauth.config.CaptchaKinds;
import io.komauth.protection.OpenLoginPath;
import io.komauth.protection.OpenLoginPaths;
import io.komauth.protection.PartState;
import io.komauth.protection.ProtectionSetting;
import io.komauth.protection.ProtectionSwitch;
import io.komauth.theme.ThemeMessages;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.idm.ComponentRepresentation;

/** The fields of the tab that protect the realm, and those that say how it is protected and what is open. They are no settings. */
final class ProtectionFields {

    static final String SWITCH = "protection";
    static final String LEFT_OUT = "protection-left-out";

    /** What the form has shown; the console has no editor for its type, and shows nothing. */
    static final String FORM = "protection-form";

    /** In the stored component: the form that was saved last. */
    static final String SAVED = "protection-saved";

    /** What they show is not read back. The console has no text area that cannot be typed in. */
    static final String STATE = "protection-state";
    static final String OPEN_PATHS = "protection-open-paths";
    static final String TRY_IT = "protection-try-it";

    static final List<String> NAMES = List.of(SWITCH, LEFT_OUT, STATE, OPEN_PATHS, TRY_IT, FORM);

    private static final String HIDDEN = "Hidden";

    private ProtectionFields() {
    }

    static List<ProviderConfigProperty> properties() {
        ProviderConfigProperty leftOut = property(LEFT_OUT, ProviderConfigProperty.MULTIVALUED_LIST_TYPE);
        leftOut.setOptions(ProtectionSetting.parts());
        ProviderConfigProperty tryIt = property(TRY_IT, ProviderConfigProperty.STRING_TYPE);
        tryIt.setReadOnly(true);
        return List.of(property(SWITCH, ProviderConfigProperty.BOOLEAN_TYPE), leftOut, property(STATE, ProviderConfigProperty.TEXT_TYPE),
                property(OPEN_PATHS, ProviderConfigProperty.TEXT_TYPE), tryIt, property(FORM, HIDDEN));
    }

    /** @return the key of a message */
    static String key(String name) {
        return "komAuth." + name.replaceFirst("-", ".");
    }

    static void fill(KeycloakSession session, RealmModel realm, ComponentRepresentation tab) {
        ProtectionSwitch protection = new ProtectionSwitch(session);
        ProtectionSetting setting = protection.setting();
        Map<String, List<String>> config = tab.getConfig();
        config.remove(SAVED);
        config.put(SWITCH, List.of(Boolean.toString(setting.isOn())));
        config.put(LEFT_OUT, ProtectionSetting.parts().stream().filter(setting.leftOut()::contains).toList());
        config.put(STATE, List.of(state(session, protection.parts())));
        config.put(OPEN_PATHS, List.of(openPaths(session, realm)));
        config.put(TRY_IT, List.of(protection.tryIt()));
        config.put(FORM, List.of(ProtectionForm.of(setting, CaptchaKinds.SETTING.displayValue(realm, CaptchaKinds.SETTING.defaultValue()))
                .toString()));
    }

    private static ProviderConfigProperty property(String name, String type) {
        return new ProviderConfigProperty(name, key(name), key(name) + ".help", type, null);
    }

    private static String state(KeycloakSession session, Map<String, PartState> parts) {
        Map<String, List<String>> byState = new LinkedHashMap<>();
        parts.forEach((name, part) -> byState.computeIfAbsent(part.state(), state -> new ArrayList<>())
                .add(TenantTabMessages.text(session, "komAuth.protection.part." + name) + " (" + part.now() + ')'));
        return byState.entrySet().stream().map(state -> TenantTabMessages.text(session, "komAuth.protection.state." + state.getKey(),
                String.join(", ", state.getValue()))).collect(Collectors.joining("\n"));
    }

    private static String openPaths(KeycloakSession session, RealmModel realm) {
        OpenLoginPaths paths = OpenLoginPaths.of(session, realm);
        ThemeMessages messages = new ThemeMessages(session, realm, TenantTabMessages.locale(session));
        List<OpenLoginPath> all = Stream.concat(paths.open().stream(), paths.warnings().stream()).toList();
        List<String> lines = new ArrayList<>();
        lines.add(TenantTabMessages.text(session, paths.open().isEmpty() ? "komAuth.protection.open-paths.none"
                : "komAuth.protection.open-paths.some", paths.open().size()));
        all.forEach(path -> lines.add("• " + path.text(messages) + ' ' + path.remedy(messages)));
        return String.join("\n", lines);
    }
}
