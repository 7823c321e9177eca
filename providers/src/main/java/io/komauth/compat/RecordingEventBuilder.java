package io.komauth.compat;

import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * An event builder that records the error of its event.
 *
 * <p>Leans on: {@link EventBuilder#error(String)}, which all of Keycloak's errors go through; from Keycloak 26.7.5 on, it gives
 * the error to a copy of the event. Since: Keycloak 26.2. Test: {@code LoginApiRefusalsIT}.
 */
public final class RecordingEventBuilder extends EventBuilder {

    private String reportedError;

    public RecordingEventBuilder(RealmModel realm, KeycloakSession session, ClientConnection connection) {
        super(realm, session, connection);
    }

    @Override
    public void error(String error) {
        reportedError = error;
        super.error(error);
    }

    /** @return {@code null} if the event has no error */
    public String reportedError() {
        return reportedError;
    }
}
