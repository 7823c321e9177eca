package io.komauth.adminui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.komauth.config.CaptchaKinds;
import io.komauth.text.DatabaseText;

import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Changes of a realm that the tab's component asks for.
 *
 * @param values     of attributes, by attribute; {@code null} for one that is to go
 * @param protection of the realm
 */
record TenantTabChanges(Map<String, String> values, ProtectionChange protection) {

    private static final String UNSTORABLE = "komAuth.unstorable";

    /**
     * The values that differ from those that the administrator was shown: an untouched default is not written.
     *
     * @throws ComponentValidationException if values are out of range; its message has a sentence for each of them
     */
    static TenantTabChanges of(KeycloakSession session, RealmModel realm, ComponentModel component) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> refusals = new ArrayList<>();
        ProtectionChange protection = ProtectionChange.of(session, realm, component, refusals::add);
        Optional<String> kindsBefore = ProtectionChange.before(realm, component).map(ProtectionForm::captchaKinds);
        boolean absentIsCleared = hasAllFields(realm, component);
        for (TenantTabField<?> field : TenantTabFields.FIELDS) {
            String value = component.get(field.name());
            if (value == null) {
                if (absentIsCleared) {
                    values.put(field.setting().attribute(), null);
                }
            } else if (field.setting() == CaptchaKinds.SETTING && kindsBefore.filter(value::equals).isPresent()) {
                // a form that is older than the protection says what it was
                continue;
            } else if (!value.equals(TenantTab.UNCHANGED)) {
                Optional<String> refusal = field.refusal(value)
                        .map(key -> TenantTabMessages.text(session, key, field.setting().range()));
                refusal.ifPresent(refusals::add);
                String stored = refusal.isPresent() ? null : field.encodeForStorage(session, realm, value);
                if (!DatabaseText.NAMES.isStorable(session, realm, stored)) {
                    refusals.add(TenantTabMessages.text(session, UNSTORABLE));
                } else if (stored != null && !stored.equals(field.displayValue(session, realm))) {
                    values.put(field.setting().attribute(), stored);
                }
            } else {
                // the AES key that has sealed a secret may be taken away one day
                field.secret().flatMap(secret -> secret.resealed(session, realm))
                        .ifPresent(renewed -> values.put(field.setting().attribute(), renewed));
            }
        }
        if (!refusals.isEmpty()) {
            throw new ComponentValidationException(TenantTabMessages.escape(String.join(" ", refusals)));
        }
        return new TenantTabChanges(values, protection);
    }

    void apply(KeycloakSession session, RealmModel realm) {
        values.forEach((attribute, value) -> {
            if (value == null) {
                realm.removeAttribute(attribute);
            } else {
                realm.setAttribute(attribute, value);
            }
        });
        protection.apply(session);
    }

    /**
     * One that is stored has every field; a new one has them only where the console made it of what it was shown, and
     * else has what someone wrote, who may not know of the others.
     */
    private static boolean hasAllFields(RealmModel realm, ComponentModel component) {
        return component.contains(TenantTabView.UNSTORED)
                || component.getId() != null && realm.getComponent(component.getId()) != null;
    }
}
