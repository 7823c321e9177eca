package io.komauth.authentication.pages;

import java.util.Objects;

import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The username that was typed in an authentication session, or proposed by a login hint. Keycloak keeps it in a note and
 * counts each failed form of the session for that user, also a registration or a password reset. So a name that no captcha
 * was solved for stands in that note during one request only; later pages of ours find it in a note that Keycloak does not
 * read.
 */
final class TypedUsername {

    private static final String KEYCLOAKS = AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME;
    private static final String OURS = "kom.typed-username";

    private final KeycloakSession session;
    private final AuthenticationSessionModel authentication;
    private final String before;

    /** Remembers Keycloak's note as it is now, before the request changes it. */
    TypedUsername(KeycloakSession session, AuthenticationSessionModel authentication) {
        this.session = session;
        this.authentication = authentication;
        before = attempted();
    }

    /** @return the name that Keycloak knows; {@code null} if there is none */
    String attempted() {
        return authentication.getAuthNote(KEYCLOAKS);
    }

    /** @return the name that Keycloak does not know any more; {@code null} if there is none */
    String hidden() {
        return authentication.getAuthNote(OURS);
    }

    /** Has Keycloak know this name, or with {@code null} none. */
    void set(String name) {
        authentication.setAuthNote(KEYCLOAKS, name);
    }

    /** Somebody else has logged in. */
    void forget() {
        authentication.removeAuthNote(KEYCLOAKS);
        authentication.removeAuthNote(OURS);
    }

    /** Has Keycloak know again, when the request is over, what it knew before; a failure of the request itself counts. */
    void hideAfterRequest() {
        session.getTransactionManager().enlistPrepare(new AbstractKeycloakTransaction() {

            @Override
            protected void commitImpl() {
                hide();
            }

            @Override
            protected void rollbackImpl() {
            }
        });
    }

    private void hide() {
        String name = attempted();
        if (!Objects.equals(name, before)) {
            authentication.setAuthNote(OURS, name);
            authentication.setAuthNote(KEYCLOAKS, before);
        }
    }
}
