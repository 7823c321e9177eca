package io.komauth.adminui;

import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.komauth.logging.SafeLogger;

import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Puts the realm's values into responses about the tab's component when they are read, since Keycloak has no event for a changed
 * attribute. If that fails, the response stays as it is, with the values that the component has stored.
 */
final class TenantTabFilter implements ContainerResponseFilter {

    private static final SafeLogger LOG = SafeLogger.of(TenantTabFilter.class);
    private static final List<String> TAB_IDS = List.of(TenantTab.ID);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Profile.isFeatureEnabled(Profile.Feature.DECLARATIVE_UI)) {
            return;
        }
        if (response.getStatus() == Response.Status.FORBIDDEN.getStatusCode() && request.getProperty(TenantTabReader.OF_TAB) != null) {
            // the console lets those save, too, who may only view the realm, and would show a bare "Forbidden"
            ErrorRepresentation refusal = new ErrorRepresentation();
            refusal.setErrorMessage(TenantTabMessages.text(KeycloakSessionUtil.getKeycloakSession(), "komAuth.viewOnly"));
            response.setEntity(refusal);
        } else if (response.getEntity() instanceof ComponentRepresentation component) {
            fill(component);
        } else if (response.getEntity() instanceof Stream<?> components) {
            response.setEntity(Stream.concat(components.map(TenantTabFilter::fill), unstoredTab(request)));
        }
    }

    private static Object fill(Object component) {
        if (component instanceof ComponentRepresentation tab && TenantTabView.isTenantTab(tab)) {
            try {
                view().fill(tab);
            } catch (RuntimeException e) {
                LOG.warn("cannot show the tab's values", e);
            }
        }
        return component;
    }

    /** The tab's component is none of the realm's, and Keycloak lists only those by type. */
    private static Stream<ComponentRepresentation> unstoredTab(ContainerRequestContext request) {
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        if (!TenantTab.TYPE.equals(query.getFirst("type")) || query.containsKey("name")
                || !query.getOrDefault("providerId", TAB_IDS).contains(TenantTab.ID)) {
            return Stream.empty();
        }
        try {
            ComponentRepresentation tab = view().get();
            String parent = query.getFirst("parent");
            return parent == null || parent.equals(tab.getParentId()) ? Stream.of(tab) : Stream.empty();
        } catch (RuntimeException e) {
            LOG.warn("cannot show the tab", e);
            return Stream.empty();
        }
    }

    private static TenantTabView view() {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        return new TenantTabView(session, session.getContext().getRealm());
    }
}
