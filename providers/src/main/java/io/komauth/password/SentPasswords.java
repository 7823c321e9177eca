package io.komauth.password;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.compat.UserStorage;

import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Passwords in the forms in which clients of the documented API send them: encrypted by SM2 where the tenant has a key, else by
 * their MD5 where the tenant's hash algorithm keeps that, else as they are.
 */
public final class SentPasswords {

    private static final String EXPECTED = SentPasswords.class.getName() + ".expected";

    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

    /** Digits that a password may consist of where it is sent as it is: those of 64 random bytes, as tools generate them. */
    private static final int MAX_PLAIN_DIGITS = 128;

    /** Digits of the longest text that another digest, SHA-256, may have made of a password; more are a cut-off ciphertext. */
    private static final int MAX_DIGEST_DIGITS = 64;

    private SentPasswords() {
    }

    /** From now on, and for this request alone, a password is in a form of the documented API. */
    public static void expect(KeycloakSession session) {
        session.setAttribute(EXPECTED, true);
    }

    /**
     * Makes the password of a token request one that Keycloak can check. It looks at no user, so that the answer tells nothing
     * of any.
     *
     * @param form of the request, whose password is replaced if it was encrypted
     * @return why the password cannot be right; empty if it can, and wherever no form of the documented API is expected
     */
    public static Optional<PasswordRefusal> prepare(KeycloakSession session, MultivaluedMap<String, String> form) {
        return session.getAttribute(EXPECTED) == null ? Optional.empty()
                : prepare(session, session.getContext().getRealm(), form);
    }

    private static Optional<PasswordRefusal> prepare(KeycloakSession session, RealmModel realm,
            MultivaluedMap<String, String> form) {
        String sent = form.getFirst(OAuth2Constants.PASSWORD);
        boolean byMd5 = Md5Passwords.areStoredBy(session, realm);
        if (byMd5 && MD5.matcher(sent).matches()) {
            Md5Passwords.expect(session);
            return Optional.empty();
        }
        boolean bySm2 = Sm2Key.SECRET.isSet(realm);
        // a directory gets the password as it was sent, and may find it right
        boolean asItIs = !byMd5 || UserStorage.isUsedIn(realm);
        if (bySm2 && Sm2Key.isHex(sent) && sent.length() > (asItIs ? MAX_PLAIN_DIGITS : MAX_DIGEST_DIGITS)) {
            return decrypt(session, realm, form, sent);
        }
        if (!asItIs) {
            return Optional.of(bySm2 ? PasswordRefusal.NOT_MD5_OR_SM2 : PasswordRefusal.NOT_MD5);
        }
        if (byMd5) {
            Md5Passwords.expect(session);
        }
        return Optional.empty();
    }

    private static Optional<PasswordRefusal> decrypt(KeycloakSession session, RealmModel realm,
            MultivaluedMap<String, String> form, String sent) {
        Optional<Sm2Key> key = Sm2Key.of(session, realm);
        if (key.isEmpty()) {
            return Optional.of(PasswordRefusal.NO_SM2_KEY);
        }
        Optional<String> password = key.get().decrypt(sent);
        password.ifPresent(plain -> form.putSingle(OAuth2Constants.PASSWORD, plain));
        return password.isPresent() ? Optional.empty() : Optional.of(PasswordRefusal.NOT_DECRYPTED);
    }
}
