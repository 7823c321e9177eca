package io.komauth.protection;

import java.util.Map;
import java.util.stream.Stream;

import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;

/** The clients of a realm that can use a login path. A query finds them where Keycloak has one; all are read only as a last resort. */
final class RealmClients {

    private static final String OPENID_CONNECT = "openid-connect";
    private static final String SAML = "saml";
    private static final String DOCKER = "docker-v2";
    private static final String ECP = "saml.allow.ecp.flow";

    private final KeycloakSession session;
    private final RealmModel realm;

    RealmClients(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** @return whether a client can use the {@code password} grant by the flow of the realm; most realms have {@code admin-cli} for it */
    boolean anyUsesDirectGrantFlow() {
        return Stream.concat(Stream.ofNullable(realm.getClientByClientId(Constants.ADMIN_CLI_CLIENT_ID)), realm.getClientsStream())
                .anyMatch(client -> allowsDirectGrants(client) && !hasDirectGrantFlow(client));
    }

    /** @return the enabled clients that have this flow in place of the realm's */
    Stream<ClientModel> withFlow(String binding, AuthenticationFlowModel flow) {
        return session.clients().searchClientsByAuthenticationFlowBindingOverrides(realm, Map.of(binding, flow.getId()), null, null)
                .filter(RealmClients::canLogIn);
    }

    /** @return the clients that allow the ECP profile of SAML */
    Stream<ClientModel> withEcp() {
        Stream<ClientModel> candidates;
        try {
            candidates = session.clients().searchClientsByAttributes(realm, Map.of(ECP, "true"), null, null);
        } catch (ModelException notSearchable) {
            // by an option of the server
            candidates = realm.getClientsStream();
        }
        return candidates.filter(client -> canLogIn(client) && SAML.equals(client.getProtocol())
                && Boolean.parseBoolean(client.getAttribute(ECP)));
    }

    Stream<ClientModel> ofDocker() {
        return realm.getClientsStream().filter(client -> canLogIn(client) && DOCKER.equals(client.getProtocol()));
    }

    /** @return whether Keycloak lets the client use the {@code password} grant */
    static boolean allowsDirectGrants(ClientModel client) {
        return canLogIn(client) && client.isDirectAccessGrantsEnabled() && !client.isConsentRequired()
                && (client.getProtocol() == null || OPENID_CONNECT.equals(client.getProtocol()));
    }

    private static boolean canLogIn(ClientModel client) {
        return client.isEnabled() && !client.isBearerOnly();
    }

    private boolean hasDirectGrantFlow(ClientModel client) {
        String flow = client.getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.DIRECT_GRANT_BINDING);
        return flow != null && realm.getAuthenticationFlowById(flow) != null;
    }
}
