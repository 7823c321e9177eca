package io.komauth.compat;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * The user profile of a realm. Keycloak hands out a copy each time, attribute by attribute, which takes a quarter of the time
 * that the claims take. Where its own is at hand, it is read, and never changed.
 *
 * <p>Leans on: the note in which {@code DeclarativeUserProfileProvider} keeps the parsed profile, with the realm's component.
 * Without it, the copy serves, which is slower. Since: Keycloak 26.2. Test: {@code TenantClaimsIT} for what is read; none sees
 * that it is slower.
 */
public final class UserProfileConfig {

    private static final String PARSED_PROFILE = "kc.parsed.up.config";

    private UserProfileConfig() {
    }

    /** @return the profile of the request's realm; not to be changed */
    public static UPConfig of(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        return realm.getComponentsStream(realm.getId(), UserProfileProvider.class.getName())
                .<Object>map(component -> component.getNote(PARSED_PROFILE))
                .filter(UPConfig.class::isInstance).map(UPConfig.class::cast).findFirst()
                .orElseGet(() -> session.getProvider(UserProfileProvider.class).getConfiguration());
    }
}
