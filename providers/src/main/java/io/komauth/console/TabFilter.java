package io.komauth.console;

import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.tenant.Log;

import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Puts the realm's values into answers about the tab's component, when they are read: Keycloak tells nobody that an
 * attribute has changed. Where that fails, the answer stays as it is, and says of each value that it is as it was.
 */
final class TabFilter implements ContainerResponseFilter {

    private static final Log LOG = Log.of(TabFilter.class);
    private static final List<String> OURS = List.of(TenantTab.ID);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Profile.isFeatureEnabled(Profile.Feature.DECLARATIVE_UI)) {
            return;
        }
        if (response.getEntity() instanceof ComponentRepresentation component) {
            show(component);
        } else if (response.getEntity() instanceof Stream<?> components) {
            response.setEntity(Stream.concat(components.map(TabFilter::show), missing(request)));
        }
    }

    private static Object show(Object component) {
        if (component instanceof ComponentRepresentation tab && ShownTab.is(tab)) {
            try {
                shown().fill(tab);
            } catch (RuntimeException e) {
                LOG.warn("cannot show the tab's values", e);
            }
        }
        return component;
    }

    /** The tab's component is none of the realm's, and Keycloak lists only those by type. */
    private static Stream<ComponentRepresentation> missing(ContainerRequestContext request) {
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        if (!TenantTab.TYPE.equals(query.getFirst("type")) || query.containsKey("name")
                || !query.getOrDefault("providerId", OURS).contains(TenantTab.ID)) {
            return Stream.empty();
        }
        try {
            ComponentRepresentation tab = shown().get();
            String parent = query.getFirst("parent");
            return parent == null || parent.equals(tab.getParentId()) ? Stream.of(tab) : Stream.empty();
        } catch (RuntimeException e) {
            LOG.warn("cannot show the tab", e);
            return Stream.empty();
        }
    }

    private static ShownTab shown() {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        return new ShownTab(session, session.getContext().getRealm());
    }
}
