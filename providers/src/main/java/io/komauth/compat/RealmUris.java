package io.komauth.compat;

import java.net.URI;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.RealmsResource;

/**
 * URIs of realms, as this request has reached the server.
 *
 * <p>Leans on: {@link RealmsResource}. Since: Keycloak 26.2. Test: {@code CaptchaThemesIT}.
 */
public final class RealmUris {

    private RealmUris() {
    }

    /** @return such as {@code https://login.example.com/realms/000000}, without a slash at the end */
    public static URI base(KeycloakSession session, String realm) {
        return RealmsResource.realmBaseUrl(session.getContext().getUri()).build(realm);
    }
}
