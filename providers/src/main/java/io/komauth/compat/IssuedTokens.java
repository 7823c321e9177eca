package io.komauth.compat;

import org.keycloak.common.VerificationException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.mappers.AbstractPairwiseSubMapper;
import org.keycloak.representations.JsonWebToken;

/**
 * What Keycloak knows of the access tokens that it has issued.
 *
 * <p>Leans on: the checks of {@link TokenManager}, the note {@link OIDCLoginProtocol#ISSUER} of client sessions, and the ids of
 * mappers for pairwise subjects. Since: Keycloak 26.2. Test: {@code LoginApiLogoutIT}.
 */
public final class IssuedTokens {

    private IssuedTokens() {
    }

    /** @return the claim {@code iss} of the tokens of this client session */
    public static String issuer(AuthenticatedClientSessionModel clientSession) {
        return clientSession.getNote(OIDCLoginProtocol.ISSUER);
    }

    /** @return whether the claim {@code sub} of the client's tokens is not the user's id */
    public static boolean havePairwiseSubjects(ClientModel client) {
        return client.getProtocolMappersStream()
                .anyMatch(mapper -> mapper.getProtocolMapper().endsWith(AbstractPairwiseSubMapper.PROVIDER_ID_SUFFIX));
    }

    /** @return whether the token was revoked: by itself, or with all of its realm, its client or its user up to some time */
    public static boolean isRevoked(KeycloakSession session, ClientModel client, UserSessionModel userSession,
            JsonWebToken token) {
        try {
            return token.getId() == null || !(TokenManager.NotBeforeCheck.forModel(client).test(token)
                    && TokenManager.NotBeforeCheck.forModel(session, client.getRealm(), userSession.getUser()).test(token)
                    && new TokenManager.TokenRevocationCheck(session).test(token));
        } catch (VerificationException revoked) {
            return true;
        }
    }
}
