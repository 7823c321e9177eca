package io.komauth.loginapi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.signature.SharedKey;
import io.komauth.text.UnicodeText;

import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.Algorithm;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.utils.StringUtil;

/** A refresh token as the old server has issued it: signed by {@code HS256} with the key that it shared with the services. */
final class OldRefreshToken {

    /** Seconds. The old server's live 30 days; what lives much longer, somebody else has made. */
    static final long MAX_LIFESPAN = TimeUnit.DAYS.toSeconds(366);

    /** The id of the access token that it was issued with: by this alone it differs from an access token. */
    private static final String ACCESS_TOKEN_ID = "ati";

    /** Which all tokens of Keycloak have, and the old server's have not. */
    private static final String KEYCLOAK_TYPE = "typ";

    private static final int ID_BYTES = 24;

    private final JWSInput jws;
    private final JsonNode claims;

    private OldRefreshToken(JWSInput jws, JsonNode claims) {
        this.jws = jws;
        this.claims = claims;
    }

    /** @return empty if the text does not look like one: Keycloak's own have a key id, and other algorithms */
    static Optional<OldRefreshToken> parse(String text) {
        try {
            JWSInput jws = new JWSInput(text);
            if (jws.getHeader() == null || jws.getHeader().getAlgorithm() != Algorithm.HS256
                    || jws.getHeader().getKeyId() != null) {
                return Optional.empty();
            }
            return Optional.ofNullable(jws.readJsonContent(JsonNode.class)).filter(JsonNode::isObject)
                    .map(claims -> new OldRefreshToken(jws, claims));
        } catch (JWSInputException notAToken) {
            return Optional.empty();
        }
    }

    boolean isSignedBy(SharedKey key) {
        return key.verify(jws);
    }

    /** @return whether it is a refresh token, and no access token of either server */
    boolean isRefreshToken() {
        return text(ACCESS_TOKEN_ID).isPresent() && text("jti").isPresent() && !claims.has(KEYCLOAK_TYPE);
    }

    /** @return whether it says until when it is valid, and is: neither for ever nor for more than {@link #MAX_LIFESPAN} */
    boolean isValidAt(long now) {
        JsonNode expiration = claims.path("exp");
        return expiration.isIntegralNumber() && expiration.canConvertToLong()
                && expiration.asLong() > now && expiration.asLong() - now <= MAX_LIFESPAN;
    }

    /** @return seconds since the epoch */
    long expiration() {
        return claims.path("exp").asLong();
    }

    /** @return whether the claim has this text */
    boolean has(String claim, String text) {
        return text(claim).filter(text::equals).isPresent();
    }

    /** @return a claim that some databases would not fail for; empty if it is not there, blank, or not a text */
    Optional<String> text(String claim) {
        return Optional.ofNullable(claims.get(claim)).filter(JsonNode::isTextual).map(JsonNode::asText)
                .filter(StringUtil::isNotBlank).filter(UnicodeText::isStorable);
    }

    /** @return an id of the token in a realm, of 32 characters, however it is encoded */
    String digest(String realmId) {
        byte[] id = (realmId + ' ' + text("jti").orElseThrow()).getBytes(StandardCharsets.UTF_8);
        byte[] digest = HashUtils.hash(JavaAlgorithm.SHA256, id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES));
    }
}
