package io.komauth.config;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.komauth.compat.VaultSecrets;
import io.komauth.crypto.SealedSecret;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A setting whose value is a secret. The realm attribute holds it {@linkplain SealedSecret sealed} or in clear, or names an entry
 * of Keycloak's vault.
 *
 * @param setting   what an administrator may set
 * @param purpose   what the secret is sealed for: another setting's sealed secret does not open
 * @param validator which texts are such a secret
 * @param support   whether this server can use such a secret
 */
public record SecretSetting(RealmSetting<String> setting, String purpose, Predicate<String> validator, BooleanSupplier support) {

    /** As Keycloak has it for every secret. */
    private static final Pattern VAULT_EXPRESSION = Pattern.compile("\\$\\{vault\\..+}");

    /** A secret that every server can use; {@code range} is the parameter of the message that refuses a text. */
    public static SecretSetting of(String attribute, String purpose, Predicate<String> validator, Object range) {
        // what is sealed already is not to be sealed again: it may look as if it were a secret itself
        Predicate<String> allowed = text -> isInVault(text) || validator.test(text) && !SealedSecret.isSealed(text);
        return new SecretSetting(RealmSetting.text(attribute, "", allowed, range), purpose, validator, () -> true);
    }

    /** @return the same setting, which is refused where the server cannot use the secret */
    public SecretSetting supportedIf(BooleanSupplier condition) {
        return new SecretSetting(setting, purpose, validator, condition);
    }

    /** @return whether a text is no secret, but stands for one in Keycloak's vault: {@code ${vault.…}} */
    public static boolean isInVault(String text) {
        return VAULT_EXPRESSION.matcher(text).matches();
    }

    public boolean isSupported() {
        return support.getAsBoolean();
    }

    /** @return whether the realm sets something, which need not be a secret */
    public boolean isSet(RealmModel realm) {
        return attribute(realm).isPresent();
    }

    /** @return the secret; empty if there is none, one that is not valid, or one that the realm's keys do not open */
    public Optional<String> read(KeycloakSession session, RealmModel realm) {
        return attribute(realm)
                .flatMap(text -> SealedSecret.isSealed(text)
                        ? SealedSecret.open(session, realm, purpose, text)
                        : secret(session, realm, text))
                .filter(validator);
    }

    /** @return whether the realm has a sealed secret that its own keys do not open */
    public boolean isUndecryptable(KeycloakSession session, RealmModel realm) {
        return attribute(realm).filter(SealedSecret::isSealed)
                .filter(text -> SealedSecret.open(session, realm, purpose, text).isEmpty()).isPresent();
    }

    /**
     * The form in which the realm attribute holds a secret: a vault reference as it is, a plain secret sealed, since Keycloak shows
     * realm attributes to everyone who may view the realm or its admin events.
     */
    public String encodeForStorage(KeycloakSession session, RealmModel realm, String text) {
        return isInVault(text) ? text : SealedSecret.seal(session, realm, purpose, text);
    }

    /** @return a realm's sealed secret as its active AES key seals it, if another one has sealed it; else empty */
    public Optional<String> resealed(KeycloakSession session, RealmModel realm) {
        return attribute(realm).flatMap(text -> SealedSecret.renew(session, realm, purpose, text));
    }

    private Optional<String> attribute(RealmModel realm) {
        return Optional.ofNullable(realm.getAttribute(setting.attribute())).filter(StringUtil::isNotBlank);
    }

    /** A vault of files keeps the line break that many editors end a file with; no secret has one. */
    private static Optional<String> secret(KeycloakSession session, RealmModel realm, String text) {
        return isInVault(text)
                ? VaultSecrets.get(session, realm, text).map(value -> value.replaceFirst("\\R+$", ""))
                : Optional.of(text);
    }
}
