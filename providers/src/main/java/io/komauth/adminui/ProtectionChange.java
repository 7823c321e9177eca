package io.komauth.adminui;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.komauth.config.CaptchaKinds;
import io.komauth.protection.ProtectionSetting;
import io.komauth.protection.ProtectionSwitch;

import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The change of the realm's protection that the tab's component asks for.
 *
 * @param from  what the form had before, or what there is
 * @param to    what it has now
 * @param saved what the stored component keeps of the form; {@code null} if it was none
 */
record ProtectionChange(ProtectionSetting from, ProtectionSetting to, ProtectionForm saved) {

    private static final ProtectionSetting UNPROTECTED = new ProtectionSetting(false, Set.of());
    private static final ProtectionChange NONE = new ProtectionChange(UNPROTECTED, UNPROTECTED, null);

    private static final String CAPTCHA_KINDS = CaptchaKinds.SETTING.attribute().replace('.', '-');

    /** @param refusals takes a sentence for each value that is refused; then the change must not be made */
    static ProtectionChange of(KeycloakSession session, RealmModel realm, ComponentModel component, Consumer<String> refusals) {
        String value = component.get(ProtectionFields.SWITCH);
        // an older version has stored no switch, and an import is of another realm than the request, whose flows may not be there yet
        if (value == null || !realm.equals(session.getContext().getRealm())) {
            return NONE;
        }
        ProtectionSwitch protection = new ProtectionSwitch(session);
        Optional<ProtectionForm> before = before(realm, component);
        ProtectionSetting from = before.map(ProtectionForm::setting).orElseGet(protection::setting);
        boolean isOn = from.isOn();
        if (!value.equals(TenantTab.UNCHANGED)) {
            if (!value.equals("true") && !value.equals("false")) {
                refusals.accept(TenantTabMessages.text(session, ProtectionFields.key(ProtectionFields.SWITCH) + ".range"));
                return NONE;
            }
            isOn = Boolean.parseBoolean(value);
        }
        ProtectionSetting to = new ProtectionSetting(isOn, leftOut(component, from, before.isPresent() || stored(realm, component).isPresent()));
        if (!isAllowed(to)) {
            refusals.accept(TenantTabMessages.text(session, ProtectionFields.key(ProtectionFields.LEFT_OUT) + ".range",
                    String.join(", ", ProtectionSetting.parts())));
        } else {
            protection.refusal(from, to).ifPresent(refusal -> refusals.accept(text(session, refusal)));
        }
        return new ProtectionChange(from, to, before.map(form -> form.with(to, component.get(CAPTCHA_KINDS))).orElse(null));
    }

    /** What the form had when it was read, or when it was saved last: the console does not read it again. */
    static Optional<ProtectionForm> before(RealmModel realm, ComponentModel component) {
        return ProtectionForm.parse(component.get(ProtectionFields.FORM)).map(form ->
                stored(realm, component).flatMap(stored -> ProtectionForm.parse(stored.get(ProtectionFields.SAVED)))
                        .filter(saved -> saved.id().equals(form.id())).orElse(form));
    }

    /** @throws ComponentValidationException if another request changes the realm at this moment; Keycloak rolls everything back */
    void apply(KeycloakSession session) {
        if (!from.equals(to)) {
            new ProtectionSwitch(session).change(from, to).ifPresent(refusal -> {
                throw new ComponentValidationException(TenantTabMessages.escape(text(session, refusal)));
            });
        }
    }

    private static String text(KeycloakSession session, String refusal) {
        return TenantTabMessages.text(session, ProtectionFields.key(ProtectionFields.SWITCH) + ".refused", refusal);
    }

    /** @param absentIsEmpty whether all fields are there, except those that are empty */
    private static Set<String> leftOut(ComponentModel component, ProtectionSetting from, boolean absentIsEmpty) {
        List<String> values = component.getConfig().get(ProtectionFields.LEFT_OUT);
        if (values == null || values.isEmpty()) {
            return absentIsEmpty ? Set.of() : from.leftOut();
        }
        return values.contains(TenantTab.UNCHANGED) ? from.leftOut() : Set.copyOf(values);
    }

    private static boolean isAllowed(ProtectionSetting setting) {
        List<String> parts = ProtectionSetting.parts();
        return parts.containsAll(setting.leftOut()) && !(setting.isOn() && setting.leftOut().containsAll(parts));
    }

    private static Optional<ComponentModel> stored(RealmModel realm, ComponentModel component) {
        return Optional.ofNullable(component.getId()).map(realm::getComponent);
    }
}
