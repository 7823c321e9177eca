package io.komauth.bruteforce;

import java.util.Optional;

import io.komauth.config.RealmSetting;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Whether everybody in a realm is asked for a captcha where else only failed logins ask for one: because an administrator has switched
 * that on, or because of a wave of failed logins.
 */
public final class CaptchaForEverybody {

    /** The switch for administrators. */
    public static final RealmSetting<Boolean> SWITCH = RealmSetting.bool("captcha.everybody", null, false);

    /** Failed logins of the realm that are a wave; 0 means that there is none. */
    public static final RealmSetting<Integer> FAILURES = RealmSetting.integer("captcha.everybody.failures", null, 0, 10_000, 0);

    /** Seconds within which they are one, and for which it lasts after that. */
    public static final RealmSetting<Integer> WINDOW = RealmSetting.integer("captcha.everybody.window", null, 60, 3_600, 300);

    private CaptchaForEverybody() {
    }

    /** @return whether everybody is asked now; reads nothing but attributes unless the realm looks for waves */
    public static boolean isOn(KeycloakSession session, RealmModel realm) {
        return SWITCH.of(realm) || wave(session, realm).filter(FailureWave::isOn).isPresent();
    }

    /** Counts a failed login of the realm. */
    static void countFailure(KeycloakSession session, RealmModel realm) {
        wave(session, realm).ifPresent(FailureWave::count);
    }

    private static Optional<FailureWave> wave(KeycloakSession session, RealmModel realm) {
        int failures = FAILURES.of(realm);
        return failures == 0 ? Optional.empty()
                : Optional.of(new FailureWave(session, realm, new FailureRate(failures, WINDOW.of(realm))));
    }
}
