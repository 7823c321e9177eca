package io.komauth.password;

import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;

/**
 * Why a login of the documented API is refused for the form of its password, whoever the user is. None of them is a failed login.
 */
public enum PasswordRefusal {

    NOT_MD5("The password must be its MD5, 32 hexadecimal digits", "komAuthLoginApiNotMd5"),
    NOT_MD5_OR_SM2("The password must be encrypted by SM2 with the tenant's public key, or be its MD5, 32 hexadecimal digits",
            "komAuthLoginApiNotMd5OrSm2"),
    NOT_DECRYPTED("The SM2-encrypted password cannot be decrypted", "komAuthLoginApiSm2"),
    NO_SM2_KEY("The realm has no valid SM2 private key to decrypt the password", "komAuthLoginApiSm2Key");

    private final String description;
    private final String messageKey;

    PasswordRefusal(String description, String messageKey) {
        this.description = description;
        this.messageKey = messageKey;
    }

    /** @return the {@code error} of the response (RFC 6749, 5.2) */
    public String error() {
        return OAuthErrorException.INVALID_REQUEST;
    }

    /** @return the {@code error_description} of the response */
    public String description() {
        return description;
    }

    /** @return the key of a text for people in the message bundles */
    public String messageKey() {
        return messageKey;
    }

    /**
     * Ends an event with this refusal.
     *
     * @param username the name that was typed, which need not be any user's
     */
    public void report(EventBuilder event, String username) {
        event.detail(Details.USERNAME, username).detail(Details.REASON, description).error(Errors.INVALID_REQUEST);
    }
}
