package io.komauth.compat;

import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantType;

/**
 * Keycloak's resource owner password credentials grant (RFC 6749, 4.3), as this server's version has it.
 *
 * <p>Leans on: {@link ResourceOwnerPasswordCredentialsGrantType}, and that its fields are set by {@code setContext}. Since:
 * Keycloak 26.2. Test: {@code CaptchaGrantIT}.
 */
public abstract class PasswordGrant extends ResourceOwnerPasswordCredentialsGrantType {
}
