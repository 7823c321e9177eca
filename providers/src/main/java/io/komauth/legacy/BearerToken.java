package io.komauth.legacy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;

import io.komauth.signature.SharedKey;
import io.komauth.tenant.Tenant;
import io.komauth.tenant.Tenants;

import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.TokenUtil;

/**
 * An access token that a client holds, signed by its realm or by the key that this shares with its resource servers. It may
 * have expired: who logs out late still has a session to end.
 *
 * @param client    to which it was issued
 * @param sessionId of the user session that it belongs to
 */
record BearerToken(ClientModel client, String sessionId) {

    static final String BLADE_AUTH = "Blade-Auth";

    private static final Pattern JWS = Pattern.compile("(?:bearer +)?([\\w-]+\\.[\\w-]+\\.[\\w-]+)",
            Pattern.CASE_INSENSITIVE);
    private static final String SESSION_ID = "sid";

    /** @return the token that the request carries; empty if there is none that a tenant of the documented API has issued */
    static Optional<BearerToken> in(KeycloakSession session) {
        HttpHeaders headers = session.getContext().getRequestHeaders();
        return Stream.of(HttpHeaders.AUTHORIZATION, BLADE_AUTH)
                .map(headers::getHeaderString)
                .filter(Objects::nonNull)
                .map(JWS::matcher)
                .filter(Matcher::matches)
                .flatMap(matcher -> parse(matcher.group(1)).stream())
                .flatMap(jws -> authentic(session, jws).stream())
                .findFirst();
    }

    private static Optional<BearerToken> authentic(KeycloakSession session, JWSInput jws) {
        JsonWebToken token = content(jws);
        if (token == null || !isAccessToken(token) || token.getIssuedFor() == null) {
            return Optional.empty();
        }
        return Tenants.servedByApi(session, issuingRealm(token))
                .map(Tenant::realm)
                .filter(realm -> isSigned(session, realm, jws))
                .map(realm -> realm.getClientByClientId(token.getIssuedFor()))
                .map(client -> new BearerToken(client, String.valueOf(token.getOtherClaims().get(SESSION_ID))));
    }

    /** A token without key id is none that Keycloak has signed: it would make a key to verify it by. */
    private static boolean isSigned(KeycloakSession session, RealmModel realm, JWSInput jws) {
        session.getContext().setRealm(realm);
        if (jws.getHeader().getKeyId() == null) {
            byte[] signed = jws.getEncodedSignatureInput().getBytes(StandardCharsets.UTF_8);
            return SharedKey.of(session, realm).filter(key -> key.verify(signed, jws.getSignature())).isPresent();
        }
        return session.tokens().decode(jws.getWireString(), JsonWebToken.class) != null;
    }

    private static boolean isAccessToken(JsonWebToken token) {
        return TokenUtil.TOKEN_TYPE_BEARER.equalsIgnoreCase(token.getType())
                || TokenUtil.TOKEN_TYPE_DPOP.equalsIgnoreCase(token.getType());
    }

    /** @return the last part of the issuer, which is the address of a realm; empty if it is no such address */
    private static String issuingRealm(JsonWebToken token) {
        try {
            String path = URI.create(Objects.requireNonNullElse(token.getIssuer(), "")).getPath();
            return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
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
