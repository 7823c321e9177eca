package io.komauth.loginapi;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;

import io.komauth.compat.ClientSessions;
import io.komauth.compat.IssuedTokens;
import io.komauth.signature.SharedKey;
import io.komauth.tenant.Tenant;
import io.komauth.tenant.Tenants;
import io.komauth.text.UnicodeText;

import org.keycloak.common.util.Time;
import org.keycloak.jose.jws.Algorithm;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.TokenUtil;
import org.keycloak.utils.StringUtil;

/**
 * An access token that a client holds, of a session that is still there. It is signed by its realm, or by the key that the realm
 * shares with its resource servers if that signs the client's tokens. It may have expired: a late logout still has a session to
 * end.
 *
 * @param client      to which it was issued
 * @param userSession that it belongs to, and in which the client takes part
 * @param claims      what it says
 */
record BearerToken(ClientModel client, UserSessionModel userSession, JsonWebToken claims) {

    static final String BLADE_AUTH = "Blade-Auth";

    private static final Pattern JWS = Pattern.compile("(?:bearer +)?([\\w-]+\\.[\\w-]+\\.[\\w-]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BASIC = Pattern.compile("basic( .*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String SESSION_ID = "sid";

    /** RFC 7800. */
    private static final String CONFIRMATION = "cnf";

    /** Seconds by which clocks may differ; as Keycloak has it for its own tokens. */
    private static final int CLOCK_SKEW = 10;

    /** @return the token that the request carries; empty if there is none, several, or none that a tenant of the API has issued */
    static Optional<BearerToken> in(KeycloakSession session) {
        return credentials(session.getContext().getRequestHeaders())
                .map(JWS::matcher)
                .filter(Matcher::matches)
                .flatMap(matcher -> parse(matcher.group(1)))
                .flatMap(jws -> verify(session, jws));
    }

    /**
     * @return whether it still says who is logged in: neither the token nor the session has expired, realm and user are enabled,
     *     and the token is bound to no key or certificate, which would have to be proven
     */
    boolean isActive() {
        return client.getRealm().isEnabled() && userSession.getUser().isEnabled()
                && claims.getExp() != null && claims.getExp() > Time.currentTime()
                && !claims.getOtherClaims().containsKey(CONFIRMATION)
                && ClientSessions.isActive(clientSession());
    }

    AuthenticatedClientSessionModel clientSession() {
        return userSession.getAuthenticatedClientSessionByClient(client.getId());
    }

    /** What one header carries: of several tokens, none is believed. The client's own credentials may stand beside it. */
    private static Optional<String> credentials(HttpHeaders headers) {
        List<String> authorization = values(headers, HttpHeaders.AUTHORIZATION);
        List<String> bladeAuth = values(headers, BLADE_AUTH);
        if (authorization.size() > 1 || bladeAuth.size() > 1) {
            return Optional.empty();
        }
        List<String> tokens = Stream.concat(authorization.stream(), bladeAuth.stream())
                .filter(value -> StringUtil.isNotBlank(value) && !BASIC.matcher(value).matches()).toList();
        return tokens.size() == 1 ? Optional.of(tokens.get(0)) : Optional.empty();
    }

    private static List<String> values(HttpHeaders headers, String name) {
        return Objects.requireNonNullElse(headers.getRequestHeader(name), List.of());
    }

    private static Optional<BearerToken> verify(KeycloakSession session, JWSInput jws) {
        JsonWebToken token = content(jws);
        if (token == null || !isAccessToken(token)) {
            return Optional.empty();
        }
        Optional<RealmModel> realm = Tenants.findServedByApi(session, realmName(token)).map(Tenant::realm);
        // by its keys and its vault the signature is verified
        realm.ifPresent(session.getContext()::setRealm);
        return realm.flatMap(issuer -> client(issuer, token))
                .filter(client -> isSigned(session, client, jws))
                .flatMap(client -> userSession(session, client, token)
                        .filter(userSession -> isValid(session, client, userSession, token))
                        .map(userSession -> new BearerToken(client, userSession, token)));
    }

    private static Optional<ClientModel> client(RealmModel realm, JsonWebToken token) {
        return id(token.getIssuedFor()).map(realm::getClientByClientId).filter(ClientModel::isEnabled);
    }

    /** A token without key id is none that Keycloak has signed: it would make a key to verify it by. */
    private static boolean isSigned(KeycloakSession session, ClientModel client, JWSInput jws) {
        if (jws.getHeader().getKeyId() != null) {
            return session.tokens().decode(jws.getWireString(), JsonWebToken.class) != null;
        }
        return jws.getHeader().getAlgorithm() == Algorithm.HS256
                && SharedKey.signsTokensOf(client)
                && SharedKey.of(session, client.getRealm()).filter(key -> key.verify(jws)).isPresent();
    }

    private static Optional<UserSessionModel> userSession(KeycloakSession session, ClientModel client, JsonWebToken token) {
        return id(token.getOtherClaims().get(SESSION_ID))
                .map(sessionId -> session.sessions().getUserSession(client.getRealm(), sessionId))
                .filter(userSession -> userSession.getUser() != null);
    }

    private static boolean isValid(KeycloakSession session, ClientModel client, UserSessionModel userSession,
            JsonWebToken token) {
        AuthenticatedClientSessionModel clientSession = userSession.getAuthenticatedClientSessionByClient(client.getId());
        return clientSession != null
                // what Keycloak writes into tokens of this session
                && token.getIssuer().equals(IssuedTokens.issuer(clientSession))
                && isOf(userSession, client, token)
                && token.getIat() != null && !token.isIssuedBeforeSessionStart(clientSession.getStarted())
                && token.isNotBefore(CLOCK_SKEW)
                && !IssuedTokens.isRevoked(session, client, userSession, token);
    }

    /** A token need not have a subject: lightweight ones have none. */
    private static boolean isOf(UserSessionModel userSession, ClientModel client, JsonWebToken token) {
        return token.getSubject() == null || token.getSubject().equals(userSession.getUser().getId())
                || IssuedTokens.havePairwiseSubjects(client);
    }

    private static boolean isAccessToken(JsonWebToken token) {
        return TokenUtil.TOKEN_TYPE_BEARER.equalsIgnoreCase(token.getType())
                || TokenUtil.TOKEN_TYPE_DPOP.equalsIgnoreCase(token.getType());
    }

    /** @return the last part of the issuer, which is the address of a realm; empty if it is no such address */
    private static String realmName(JsonWebToken token) {
        try {
            String path = URI.create(Objects.requireNonNullElse(token.getIssuer(), "")).getPath();
            return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }

    /** Some databases fail for other characters. */
    private static Optional<String> id(Object claim) {
        return Optional.ofNullable(claim).filter(String.class::isInstance).map(String.class::cast)
                .filter(UnicodeText::isStorable);
    }

    private static Optional<JWSInput> parse(String text) {
        try {
            return Optional.of(new JWSInput(text)).filter(jws -> jws.getHeader() != null);
        } catch (JWSInputException notAToken) {
            return Optional.empty();
        }
    }

    private static JsonWebToken content(JWSInput jws) {
        try {
            return jws.readJsonContent(JsonWebToken.class);
        } catch (JWSInputException notClaims) {
            return null;
        }
    }
}
