package io.komauth.protection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.komauth.authentication.pages.StepSettings;
import io.komauth.bruteforce.AddressLock;
import io.komauth.bruteforce.CaptchaForEverybody;
import io.komauth.captcha.CaptchaSettings;
import io.komauth.captcha.WorkSettings;
import io.komauth.config.CaptchaKinds;
import io.komauth.config.RealmSetting;

import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/** The settings of captchas and locks that a realm or its steps have out of range: the nearest value in it, or the default, is used. */
final class InvalidSettings {

    private static final List<RealmSetting<?>> OF_REALM = List.of(AddressLock.FAILURES, AddressLock.WINDOW, AddressLock.ALLOWED,
            CaptchaKinds.SETTING, CaptchaSettings.LENGTH, CaptchaSettings.LIFESPAN, CaptchaSettings.AUDIO,
            CaptchaForEverybody.SWITCH, CaptchaForEverybody.FAILURES, CaptchaForEverybody.WINDOW, WorkSettings.ALGORITHM,
            WorkSettings.DERIVATIONS, WorkSettings.FACTOR, WorkSettings.PICTURE_FROM);

    private InvalidSettings() {
    }

    static Stream<OpenLoginPath> of(RealmModel realm) {
        Stream<OpenLoginPath> ofRealm = OF_REALM.stream().filter(setting -> isInvalid(setting, realm.getAttribute(setting.attribute())))
                .map(setting -> path(setting, realm.getAttribute(setting.attribute()), Map.of()));
        return Stream.concat(ofRealm, realm.getAuthenticatorConfigsStream().filter(config -> config.getConfig() != null)
                .flatMap(config -> ofStep(realm, config)));
    }

    private static Stream<OpenLoginPath> ofStep(RealmModel realm, AuthenticatorConfigModel config) {
        return StepSettings.all().stream().filter(setting -> {
            String value = config.getConfig().get(setting.attribute());
            return isInvalid(setting, value) || StepSettings.isRefusedByRealm(realm, setting, value);
        }).map(setting -> path(setting, config.getConfig().get(setting.attribute()), Map.of("configuration", config.getAlias())));
    }

    private static boolean isInvalid(RealmSetting<?> setting, String value) {
        return StringUtil.isNotBlank(value) && !setting.isValid(value);
    }

    private static OpenLoginPath path(RealmSetting<?> setting, String value, Map<String, String> where) {
        Map<String, String> concerns = new HashMap<>(where);
        concerns.put("setting", setting.attribute());
        concerns.put("value", value);
        return new OpenLoginPath(LoginPathKind.INVALID_SETTING, concerns,
                List.of(setting.attribute(), value, setting.range().toString()));
    }
}
