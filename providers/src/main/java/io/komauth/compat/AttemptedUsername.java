package io.komauth.compat;

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
 *
 * <p>Leans on: the note {@link AbstractUsernameFormAuthenticator#ATTEMPTED_USERNAME}, and that {@code AuthenticationProcessor}
 * counts failures by it. Since: Keycloak 26.2. Test: {@code AccountLockoutIT}.
 */
public final class AttemptedUsername {

    private static final String KEYCLOAK_NOTE = AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME;
    private static final String HIDDEN_NOTE = "kom.typed-username";

    private final KeycloakSession session;
    private final AuthenticationSessionModel authentication;
    private final String before;

    /** Remembers Keycloak's note as it is now, before the request changes it. */
    public AttemptedUsername(KeycloakSession session, AuthenticationSessionModel authentication) {
        this.session = session;
        this.authentication = authentication;
        before = get();
    }

    /** @return the name that Keycloak knows; {@code null} if there is none */
    public String get() {
        return authentication.getAuthNote(KEYCLOAK_NOTE);
    }

    /** @return the name that is hidden from Keycloak; {@code null} if there is none */
    public String hidden() {
        return authentication.getAuthNote(HIDDEN_NOTE);
    }

    /** Has Keycloak know this name, or with {@code null} none. */
    public void set(String name) {
        authentication.setAuthNote(KEYCLOAK_NOTE, name);
    }

    /** Removes both names: somebody else has logged in. */
    public void clear() {
        authentication.removeAuthNote(KEYCLOAK_NOTE);
        authentication.removeAuthNote(HIDDEN_NOTE);
    }

    /** Has Keycloak know again, when the request is over, what it knew before; a failure of the request itself counts. */
    public void hideAfterRequest() {
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
        String name = get();
        if (!Objects.equals(name, before)) {
            authentication.setAuthNote(HIDDEN_NOTE, name);
            authentication.setAuthNote(KEYCLOAK_NOTE, before);
        }
    }
}
