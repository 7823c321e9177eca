package io.komauth.adminui;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.auto.service.AutoService;

import io.komauth.compat.AdminUiRoutes;

import org.keycloak.Config;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.services.ui.extend.UiTabProvider;
import org.keycloak.services.ui.extend.UiTabProviderFactory;

/**
 * The tab "Tenant" of the realm settings, where the server has the feature {@code declarative-ui}. Keycloak keeps a
 * component for it; the settings stay in realm attributes, so that there is one truth. What is said to the component
 * goes to the attributes, and the component itself says nothing; {@link TenantTabFilter} lets it be read.
 */
@AutoService(UiTabProviderFactory.class)
public final class TenantTab implements UiTabProviderFactory<ComponentModel> {

    static final String TYPE = UiTabProvider.class.getName();

    /** The console takes the message of that name for the title. */
    static final String ID = "tenant";

    /** In place of a value: as it was. Keycloak itself takes it so where a component is updated. */
    static final String UNCHANGED = ComponentRepresentation.SECRET_VALUE;

    /**
     * The component's parent, which there is not. Components of the realm are exported with it, and a server without
     * this extension could neither import that nor, if it had the extension once, export the realm.
     */
    private static final String NO_PARENT = "tenant-tab";

    private static final String CHANGES = TenantTabChanges.class.getName();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getPath() {
        return AdminUiRoutes.realmSettings();
    }

    @Override
    public Map<String, String> getParams() {
        return Map.of("tab", ID);
    }

    @Override
    public String getHelpText() {
        return "What a realm sets for its tenant";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return Stream.concat(ProtectionFields.properties().stream(), TenantTabFields.FIELDS.stream().map(TenantTabField::property)).toList();
    }

    /** Takes from the component what it says, before Keycloak stores it; an import ends here, and changes nothing. */
    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel component) {
        // by the session: the component may be the cache's, which other sessions have, too
        TenantTabChanges changes = TenantTabChanges.of(session, realm, component);
        session.setAttribute(CHANGES, changes);
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        ProtectionFields.NAMES.forEach(name -> config.putSingle(name, UNCHANGED));
        TenantTabFields.FIELDS.forEach(field -> config.putSingle(field.name(), UNCHANGED));
        String saved = changes.protection().saved() == null ? component.get(ProtectionFields.SAVED) : changes.protection().saved().toString();
        if (saved != null) {
            config.putSingle(ProtectionFields.SAVED, saved);
        }
        component.setConfig(config);
        component.setParentId(NO_PARENT);
    }

    @Override
    public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel component) {
        session.getAttribute(CHANGES, TenantTabChanges.class).apply(session, realm);
    }

    @Override
    public void onUpdate(KeycloakSession session, RealmModel realm, ComponentModel old, ComponentModel component) {
        session.getAttribute(CHANGES, TenantTabChanges.class).apply(session, realm);
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
