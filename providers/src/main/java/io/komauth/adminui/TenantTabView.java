package io.komauth.adminui;

import io.komauth.config.SecretSetting;

import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;

/** The tab's component as the Admin Console reads it, with the values that count in the realm. */
record TenantTabView(KeycloakSession session, RealmModel realm) {

    /** In the configuration of a component that is not stored yet: the console sends it back. */
    static final String UNSTORED = "shown";

    static boolean isTenantTab(ComponentRepresentation component) {
        return TenantTab.TYPE.equals(component.getProviderType()) && TenantTab.ID.equals(component.getProviderId());
    }

    /** The component that the realm has, or one without an id, so that the tab shows what was set elsewhere before. */
    ComponentRepresentation get() {
        ComponentRepresentation tab = realm.getComponentsStream()
                .filter(component -> TenantTab.TYPE.equals(component.getProviderType())
                        && TenantTab.ID.equals(component.getProviderId()))
                .findFirst().map(ModelToRepresentation::toRepresentationWithoutConfig).orElseGet(TenantTabView::newComponent);
        return fill(tab);
    }

    ComponentRepresentation fill(ComponentRepresentation tab) {
        tab.setParentId(realm.getId());
        for (TenantTabField<?> field : TenantTabFields.FIELDS) {
            String value = field.displayValue(session, realm);
            if (value.isBlank()) {
                tab.getConfig().remove(field.name());
            } else {
                boolean masked = field.isSecret() && !SecretSetting.isInVault(value);
                tab.getConfig().putSingle(field.name(), masked ? ComponentRepresentation.SECRET_VALUE : value);
            }
        }
        ProtectionFields.fill(session, realm, tab);
        return tab;
    }

    private static ComponentRepresentation newComponent() {
        ComponentRepresentation tab = new ComponentRepresentation();
        tab.setProviderType(TenantTab.TYPE);
        tab.setProviderId(TenantTab.ID);
        tab.setConfig(new MultivaluedHashMap<>());
        tab.getConfig().putSingle(UNSTORED, Boolean.TRUE.toString());
        return tab;
    }
}
