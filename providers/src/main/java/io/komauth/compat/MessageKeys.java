package io.komauth.compat;

import org.keycloak.services.messages.Messages;

/**
 * Keys of messages of Keycloak's own themes.
 *
 * <p>Leans on: constants of {@link Messages}. Since: Keycloak 26.2. Test: {@code KnownUserIT}.
 */
public final class MessageKeys {

    /** "Action expired. Please continue with login now." */
    public static final String EXPIRED_ACTION = Messages.EXPIRED_ACTION;

    private MessageKeys() {
    }
}
