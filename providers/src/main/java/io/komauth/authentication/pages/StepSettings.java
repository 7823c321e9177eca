package io.komauth.authentication.pages;

import java.util.List;
import java.util.stream.Stream;

import io.komauth.bruteforce.FailureThreshold;
import io.komauth.config.RealmSetting;

import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/** What the configurations of this JAR's steps can set. Keycloak stores a configuration as it is sent. */
public final class StepSettings {

    private static final List<RealmSetting<?>> ALL = Stream.concat(FailureThreshold.SETTINGS.stream(),
            Stream.of(CaptchaStepSettings.KIND_SETTING, CaptchaStepSettings.PICTURE_FAILURES_SETTING)).toList();

    private StepSettings() {
    }

    /** @return each property that a configuration can have */
    public static List<RealmSetting<?>> all() {
        return List.copyOf(ALL);
    }

    /**
     * @param value may be {@code null} or blank: the default counts
     * @return whether the step asks for something that its realm does not accept; it then asks for what the realm accepts
     */
    public static boolean isRefusedByRealm(RealmModel realm, RealmSetting<?> setting, String value) {
        return setting.equals(CaptchaStepSettings.KIND_SETTING) && StringUtil.isNotBlank(value) && setting.isValid(value)
                && !CaptchaStepSettings.isAccepted(realm, value);
    }
}
