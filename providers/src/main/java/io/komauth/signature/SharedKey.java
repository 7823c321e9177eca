package io.komauth.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.komauth.config.RealmSetting;
import io.komauth.config.SecretSetting;
import io.komauth.tenant.Tenant;

import org.keycloak.jose.jws.JWSInput;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * The key that a tenant shares with its resource servers, for HMAC with SHA-256 (RFC 7518, 3.2). It is never a key of the
 * realm: by any of those, Keycloak would accept refresh tokens, cookies and action links that a resource server has made.
 */
public final class SharedKey {

    /** What a client's {@code access.token.signed.response.alg} is, so that its tokens are signed by this key. */
    public static final String ALGORITHM = "HS256-shared";

    /** Where else a client can choose a signature algorithm: for tokens that this key never signs. */
    static final Set<String> OTHER_ALGORITHMS = Set.of(OIDCConfigAttributes.ID_TOKEN_SIGNED_RESPONSE_ALG,
            OIDCConfigAttributes.USER_INFO_RESPONSE_SIGNATURE_ALG, OIDCConfigAttributes.AUTHORIZATION_SIGNED_RESPONSE_ALG);

    /** Why a client is refused whose realm has no such key: the {@code error_description}. */
    public static final String MISSING = "The realm has no key to sign this client's tokens by";

    /** The same where the key cannot be read, such as from a vault that fails. */
    static final String UNREADABLE = "The key to sign this client's tokens by cannot be read at the moment";

    /** RFC 7518, 3.2: a key of the same size as the hash output or larger must be used. */
    static final int MIN_BYTES = 32;

    /** Where a realm has its key. */
    public static final SecretSetting SECRET = SecretSetting.of(Tenant.SIGNING_KEY, "io.komauth.signing-key/1",
            SharedKey::isLongEnough, MIN_BYTES);

    /** What an administrator may set there. */
    public static final RealmSetting<String> SETTING = SECRET.setting();

    private static final String HMAC = "HmacSHA256";

    private final byte[] key;

    private SharedKey(byte[] key) {
        this.key = key;
    }

    /**
     * The key of a realm: the UTF-8 bytes of the text that {@code tenant.signing-key} holds, sealed or not, or of the entry of
     * Keycloak's vault that it names.
     *
     * @return empty if there is none, one of less than 32 bytes, or one that the realm's keys do not open
     * @throws RuntimeException if the vault fails
     */
    public static Optional<SharedKey> of(KeycloakSession session, RealmModel realm) {
        return SECRET.read(session, realm).map(text -> new SharedKey(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @return whether this client's access tokens are signed by its realm's shared key */
    public static boolean signsTokensOf(ClientModel client) {
        return ALGORITHM.equals(client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_SIGNED_RESPONSE_ALG));
    }

    byte[] sign(byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign by " + HMAC, e);
        }
    }

    /** @return whether this key made the signature */
    public boolean verify(JWSInput jws) {
        return MessageDigest.isEqual(sign(jws.getEncodedSignatureInput().getBytes(StandardCharsets.UTF_8)), jws.getSignature());
    }

    private static boolean isLongEnough(String key) {
        return key.getBytes(StandardCharsets.UTF_8).length >= MIN_BYTES;
    }
}
