package io.komauth.claims;

import java.util.List;
import java.util.Map;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * The attributes of a user that the realm's user profile does not let the user edit. A claim that its subject can edit can be
 * forged.
 */
final class TrustedAttributes {

    private final UPConfig profile;
    private final Map<String, List<String>> attributes;

    private TrustedAttributes(UPConfig profile, Map<String, List<String>> attributes) {
        this.profile = profile;
        this.attributes = attributes;
    }

    static TrustedAttributes of(KeycloakSession session, UserModel user) {
        return new TrustedAttributes(session.getProvider(UserProfileProvider.class).getConfiguration(),
                user.getAttributes());
    }

    /** @return the attribute's first value, if there is one and administrators alone write it; else the default */
    String get(String name, String defaultValue) {
        List<String> values = attributes.get(name);
        boolean given = values != null && !values.isEmpty() && values.get(0) != null;
        return given && !isWrittenByUser(name) ? values.get(0) : defaultValue;
    }

    private boolean isWrittenByUser(String name) {
        UPAttribute managed = profile.getAttribute(name);
        if (managed == null) {
            return profile.getUnmanagedAttributePolicy() == UnmanagedAttributePolicy.ENABLED;
        }
        return managed.getPermissions() != null
                && managed.getPermissions().getEdit().contains(UserProfileConstants.ROLE_USER);
    }
}
