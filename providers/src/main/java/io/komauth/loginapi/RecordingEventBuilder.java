package io.komauth.loginapi;

import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** An event builder that records the error of its event. From Keycloak 26.7.5 on, the error stands on a copy alone. */
final class RecordingEventBuilder extends EventBuilder {

    private String reportedError;

    RecordingEventBuilder(RealmModel realm, KeycloakSession session, ClientConnection connection) {
        super(realm, session, connection);
    }

    @Override
    public void error(String error) {
        reportedError = error;
        super.error(error);
    }

    /** @return {@code null} if the event has no error */
    String reportedError() {
        return reportedError;
    }
}
