package io.komauth.password;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * What Keycloak knows of a user's password.
 *
 * @param lastUpdate    when it was set; empty if Keycloak holds none, or does not know
 * @param tooOld        whether it is past the age that the realm's password policy allows
 * @param changePending whether an administrator, or Keycloak itself, has demanded another one
 */
public record PasswordState(Optional<Instant> lastUpdate, boolean tooOld, boolean changePending) {

    /** Where the password policy lets passwords live for ever. */
    private static final int NEVER = -1;

    public static PasswordState of(RealmModel realm, UserModel user) {
        Optional<CredentialModel> password = user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE).findFirst();
        Optional<Instant> lastUpdate = password.map(CredentialModel::getCreatedDate).map(Instant::ofEpochMilli);
        boolean tooOld = password.isPresent() && isTooOld(realm, lastUpdate);
        return new PasswordState(lastUpdate, tooOld, isChangePending(user));
    }

    /** @return whether it has to be changed */
    public boolean expired() {
        return tooOld || changePending;
    }

    /** As Keycloak's own required action decides it, also for a password without date. */
    private static boolean isTooOld(RealmModel realm, Optional<Instant> lastUpdate) {
        int days = realm.getPasswordPolicy().getDaysToExpirePassword();
        if (days == NEVER) {
            return false;
        }
        Instant oldestAllowed = Instant.ofEpochMilli(Time.currentTimeMillis()).minus(Duration.ofDays(days));
        return lastUpdate.map(date -> date.isBefore(oldestAllowed)).orElse(true);
    }

    private static boolean isChangePending(UserModel user) {
        return user.getRequiredActionsStream().anyMatch(UserModel.RequiredAction.UPDATE_PASSWORD.name()::equals);
    }
}
