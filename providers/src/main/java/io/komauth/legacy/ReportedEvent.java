package io.komauth.legacy;

import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** An event that knows by which error it was reported. From Keycloak 26.7.5 on, the error stands on a copy alone. */
final class ReportedEvent extends EventBuilder {

    private String reportedError;

    ReportedEvent(RealmModel realm, KeycloakSession session, ClientConnection connection) {
        super(realm, session, connection);
    }

    @Override
    public void error(String error) {
        reportedError = error;
        super.error(error);
    }

    /** @return {@code null} if it was reported as no error */
    String reportedError() {
        return reportedError;
    }
}
