package io.komauth.claims;

import java.util.Optional;

import org.keycloak.events.Details;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** The identity provider that a session came through. */
final class BrokeredIdentity {

    private BrokeredIdentity() {
    }

    /** @return the user's id at that identity provider; empty if the user logged in here */
    static Optional<String> id(KeycloakSession session, RealmModel realm, UserSessionModel userSession) {
        return Optional.ofNullable(userSession.getNote(Details.IDENTITY_PROVIDER))
                .map(alias -> session.users().getFederatedIdentity(realm, userSession.getUser(), alias))
                .map(FederatedIdentityModel::getUserId);
    }
}
