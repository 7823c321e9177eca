package io.komauth.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.komauth.compat.VaultSecrets;
import io.komauth.config.RealmSetting;
import io.komauth.tenant.Tenant;

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

    /** All the attributes by which a client chooses one. */
    static final Set<String> CLIENT_ALGORITHMS = Stream.concat(OTHER_ALGORITHMS.stream(),
            Stream.of(OIDCConfigAttributes.ACCESS_TOKEN_SIGNED_RESPONSE_ALG)).collect(Collectors.toUnmodifiableSet());

    /** Why a client is refused whose realm has no such key: the {@code error_description}. */
    public static final String MISSING = "The realm has no key to sign this client's tokens by";

    /** RFC 7518, 3.2: a key of the same size as the hash output or larger must be used. */
    static final int MIN_BYTES = 32;

    /** Where a realm has its key. */
    public static final RealmSetting<String> SETTING =
            RealmSetting.text(Tenant.SIGNING_KEY, "", SharedKey::isKey, MIN_BYTES);

    /** As Keycloak has it for every secret. */
    private static final Pattern VAULT_EXPRESSION = Pattern.compile("\\$\\{vault\\..+}");

    private static final String HMAC = "HmacSHA256";

    private final byte[] key;

    private SharedKey(byte[] key) {
        this.key = key;
    }

    /**
     * The key of a realm: the UTF-8 bytes of the text that {@code tenant.signing-key} holds, {@linkplain SealedKey sealed} or
     * not, or of the entry of Keycloak's vault that it names.
     *
     * @return empty if there is none, one of less than 32 bytes, or one that the realm's keys do not open
     */
    public static Optional<SharedKey> of(KeycloakSession session, RealmModel realm) {
        return new Tenant(realm).signingKey()
                .flatMap(text -> SealedKey.isSealed(text)
                        ? SealedKey.open(session, realm, text)
                        : secret(session, realm, text))
                .filter(SharedKey::isLongEnough)
                .map(text -> new SharedKey(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @return whether the realm has a sealed key that its own keys do not open */
    static boolean isUndecryptable(KeycloakSession session, RealmModel realm) {
        return new Tenant(realm).signingKey().filter(SealedKey::isSealed)
                .filter(text -> SealedKey.open(session, realm, text).isEmpty()).isPresent();
    }

    /** @return whether a text is no key, but stands for one in Keycloak's vault: {@code ${vault.…}} */
    public static boolean isInVault(String text) {
        return VAULT_EXPRESSION.matcher(text).matches();
    }

    /** @return whether this client's access tokens are signed by its realm's shared key */
    public static boolean signsTokensOf(ClientModel client) {
        return ALGORITHM.equals(client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_SIGNED_RESPONSE_ALG));
    }

    /**
     * How the realm attribute holds a key: as it is if it is in the vault, else sealed, since Keycloak shows realm attributes to
     * whoever may view the realm or its admin events.
     */
    public static String encodeForStorage(KeycloakSession session, RealmModel realm, String text) {
        return isInVault(text) ? text : SealedKey.seal(session, realm, text);
    }

    /** @return a realm's sealed key as its active AES key seals it, if another one has sealed it; else empty */
    public static Optional<String> resealed(KeycloakSession session, RealmModel realm) {
        return new Tenant(realm).signingKey().flatMap(text -> SealedKey.renew(session, realm, text));
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
    public boolean verify(byte[] data, byte[] signature) {
        return MessageDigest.isEqual(sign(data), signature);
    }

    /** What is sealed already is not to be sealed again: it is no key, but looks as if it were long enough. */
    private static boolean isKey(String text) {
        return isInVault(text) || isLongEnough(text) && !SealedKey.isSealed(text);
    }

    private static boolean isLongEnough(String key) {
        return key.getBytes(StandardCharsets.UTF_8).length >= MIN_BYTES;
    }

    /** A vault of files keeps the line break that many editors end a file with; no key has one. */
    private static Optional<String> secret(KeycloakSession session, RealmModel realm, String text) {
        return isInVault(text)
                ? VaultSecrets.get(session, realm, text).map(value -> value.replaceFirst("\\R+$", ""))
                : Optional.of(text);
    }
}
