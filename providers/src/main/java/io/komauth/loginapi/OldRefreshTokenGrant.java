package io.komauth.loginapi;

import java.time.Instant;
import java.util.Optional;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import io.komauth.claims.PasswordExpiredClaim;
import io.komauth.claims.UserIdClaim;
import io.komauth.cluster.SingleUseStore;
import io.komauth.compat.DirectGrantFlow;
import io.komauth.compat.ErrorResponses;
import io.komauth.compat.KeycloakTime;
import io.komauth.compat.RefreshTokenGrant;
import io.komauth.password.PasswordState;
import io.komauth.signature.SharedKey;
import io.komauth.tenant.Tenant;

import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Exchanges a refresh token of the old server, once, for one of a new session of Keycloak's. It asks of the client and the user
 * what a login by the documented API asks, but for the captcha and the password.
 */
final class OldRefreshTokenGrant extends RefreshTokenGrant {

    /** A detail of the event: the id of the token that was exchanged. */
    private static final String EVENT_DETAIL = "old_refresh_token_id";

    private static final String UNTIL = OldRefreshTokenGrant.class.getName() + ".until";

    /** Seconds by which the clocks of nodes may differ. */
    private static final int CLOCK_SKEW = 60;

    /** Lets this request exchange one, if the tenant says so now. */
    static void allow(KeycloakSession session, Tenant tenant) {
        tenant.oldRefreshTokensUntil().filter(until -> KeycloakTime.epochSeconds() < until.getEpochSecond())
                .ifPresent(until -> session.setAttribute(UNTIL, until));
    }

    @Override
    protected Optional<String> prepare() {
        Instant until = session.getAttribute(UNTIL, Instant.class);
        return until == null ? Optional.empty() : Optional.ofNullable(formParams.getFirst(OAuth2Constants.REFRESH_TOKEN))
                .flatMap(OldRefreshToken::parse).map(token -> exchange(token, until.getEpochSecond()));
    }

    private String exchange(OldRefreshToken token, long until) {
        checkClient(token);
        checkToken(token);
        UserModel user = user(token);
        AuthenticationSessionModel login = beginLogin(user);
        if (hasRequiredActions(login, isExpiredPasswordAllowed(login))) {
            abandon(login);
            throw refuse(Errors.RESOLVE_REQUIRED_ACTIONS, "Account is not fully set up");
        }
        // last: what is refused so far may be mended
        long lifespan = Math.min(token.expiration(), until) - KeycloakTime.epochSeconds() + CLOCK_SKEW;
        require(new SingleUseStore(session.getKeycloakSessionFactory()).putIfAbsentForGood(token.digest(realm.getId()), lifespan),
                "Old refresh token was used");
        return completeLogin(login);
    }

    /**
     * The shared key must sign the tokens of the client: whoever has it, and so could make such a refresh token, gets no access
     * token by it that they could not make themselves, and none that Keycloak accepts.
     */
    private void checkClient(OldRefreshToken token) {
        token.text("jti").ifPresent(id -> event.detail(EVENT_DETAIL, id));
        if (!client.isDirectAccessGrantsEnabled() || client.isConsentRequired() || !SharedKey.signsTokensOf(client)) {
            event.detail(Details.REASON, "Client is not allowed to exchange old refresh tokens").error(Errors.NOT_ALLOWED);
            throw ErrorResponses.of(cors, OAuthErrorException.UNAUTHORIZED_CLIENT,
                    "Client is not allowed to exchange old refresh tokens", Response.Status.BAD_REQUEST);
        }
    }

    private void checkToken(OldRefreshToken token) {
        require(SharedKey.of(session, realm).filter(token::isSignedBy).isPresent(), "Old refresh token is signed by another key");
        require(token.isRefreshToken(), "Token is no old refresh token");
        require(token.isValidAt(KeycloakTime.epochSeconds()), "Old refresh token has expired, or does not say when it expires within a year");
        require(token.has("tenant_id", realm.getName()), "Old refresh token is of another tenant");
        require(token.has("client_id", client.getClientId()), "Old refresh token is of another client");
        // it does not say when it was issued
        require(realm.getNotBefore() == 0 && client.getNotBefore() == 0,
                "All older tokens of the realm or the client were revoked");
    }

    /** By the name that the old server looks up, and only if the services know the user by the same id. */
    private UserModel user(OldRefreshToken token) {
        UserModel user = token.text("user_name").map(name -> session.users().getUserByUsername(realm, name))
                .filter(found -> found.getServiceAccountClientLink() == null)
                .filter(found -> token.has("user_id", UserIdClaim.of(session, new Tenant(realm), found))).orElse(null);
        require(user != null, "User of the old refresh token is unknown");
        event.user(user).detail(Details.USERNAME, user.getUsername());
        require(user.isEnabled(), "User is disabled");
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        require(!realm.isBruteForceProtected() || !protector.isTemporarilyDisabled(session, realm, user)
                && !protector.isPermanentlyLockedOut(session, realm, user), "User is locked");
        require(session.users().getNotBeforeOfUser(realm, user) == 0, "All older tokens of the user were revoked");
        return user;
    }

    private boolean isExpiredPasswordAllowed(AuthenticationSessionModel login) {
        return PasswordState.of(realm, login.getAuthenticatedUser()).tooOld()
                && DirectGrantFlow.requires(client, PasswordExpiredClaim.ALLOWING_STEP_ID)
                && PasswordExpiredClaim.isSentTo(session, login);
    }

    private void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw refuse(Errors.INVALID_TOKEN, otherwise);
        }
    }

    private WebApplicationException refuse(String eventError, String reason) {
        event.detail(Details.REASON, reason).error(eventError);
        return ErrorResponses.of(cors, OAuthErrorException.INVALID_GRANT, reason, Response.Status.BAD_REQUEST);
    }
}
