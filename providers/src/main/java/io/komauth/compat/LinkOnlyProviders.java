package io.komauth.compat;

import org.keycloak.models.IdentityProviderModel;

/**
 * Identity providers that nobody can log in through; users only link their accounts.
 *
 * <p>Leans on: {@link IdentityProviderModel}, whose {@code isLinkOnly} returns another type on Keycloak 26.7 than on 26.2, and is called by
 * reflection therefore. Since: Keycloak 26.2. Test: {@code OpenLoginPathsIT}.
 */
public final class LinkOnlyProviders {

    private LinkOnlyProviders() {
    }

    public static boolean include(IdentityProviderModel provider) {
        try {
            return Boolean.TRUE.equals(IdentityProviderModel.class.getMethod("isLinkOnly").invoke(provider));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
