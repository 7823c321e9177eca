package io.komauth.authentication.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.komauth.bruteforce.CaptchaForEverybody;
import io.komauth.captcha.CaptchaDemand;
import io.komauth.config.CaptchaKinds;
import io.komauth.config.Misconfiguration;
import io.komauth.config.RealmSetting;

import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Which captcha the page of a step asks for: what the step's configuration says, as far as the realm accepts it. A page that accepts
 * either kind asks for work, and for the picture where the browser cannot do the work.
 */
final class CaptchaStepSettings {

    private static final String KIND = "captcha-kind";
    private static final String PICTURE_FAILURES = "picture-failures";
    private static final int NEVER = 0;

    static final RealmSetting<String> KIND_SETTING =
            RealmSetting.text(KIND, StepKind.PICTURE.toString(), name -> StepKind.of(name).isPresent());
    static final RealmSetting<Integer> PICTURE_FAILURES_SETTING =
            RealmSetting.integer(PICTURE_FAILURES, null, 1, 10, 3);

    private CaptchaStepSettings() {
    }

    /**
     * @param config  may be {@code null}: the step has none
     * @param isLogin whether what the page sends counts as a failed login if it fails
     */
    static CaptchaDemand of(KeycloakSession session, RealmModel realm, AuthenticatorConfigModel config, boolean isLogin) {
        Map<String, String> values = config == null || config.getConfig() == null ? Map.of() : config.getConfig();
        StepKind kind = StepKind.of(KIND_SETTING.read(realm, values.get(KIND), KIND_SETTING.defaultValue())).orElseThrow();
        CaptchaKinds ofRealm = CaptchaKinds.of(realm);
        if (values.containsKey(KIND) && !kind.isWithin(ofRealm)) {
            Misconfiguration.report(realm, KIND + " in a realm whose " + CaptchaKinds.SETTING.attribute() + " is " + ofRealm,
                    kind.toString(), ofRealm.toString());
        }
        if (ofRealm != CaptchaKinds.EITHER) {
            return demand(ofRealm, NEVER, false, isLogin);
        }
        return switch (kind) {
            case PICTURE -> demand(CaptchaKinds.PICTURE, NEVER, false, isLogin);
            case WORK -> demand(CaptchaKinds.EITHER, NEVER, false, isLogin);
            case WORK_AND_PICTURE -> demand(CaptchaKinds.EITHER, PICTURE_FAILURES_SETTING.read(realm, values.get(PICTURE_FAILURES),
                    PICTURE_FAILURES_SETTING.defaultValue()), CaptchaForEverybody.isOn(session, realm), isLogin);
        };
    }

    /** @return whether the realm accepts what a valid value of {@link #KIND_SETTING} asks for */
    static boolean isAccepted(RealmModel realm, String kind) {
        return StepKind.of(kind).orElseThrow().isWithin(CaptchaKinds.of(realm));
    }

    private static CaptchaDemand demand(CaptchaKinds kinds, int pictureFrom, boolean asksEverybody, boolean isLogin) {
        return new CaptchaDemand(kinds, pictureFrom, asksEverybody, isLogin, CaptchaDemand.PAGE_GRACE);
    }

    /** What an administrator sets for a page. */
    static List<ProviderConfigProperty> configProperties() {
        return ProviderConfigurationBuilder.create()
                .property().name(KIND).label("Kind of captcha").type(ProviderConfigProperty.LIST_TYPE)
                .options(StepKind.names()).defaultValue(KIND_SETTING.defaultValue())
                .helpText("picture: the person types the characters of a picture. work: the browser computes, the person does "
                        + "nothing. work-and-picture: work, and the picture as well after failed logins. The realm must accept "
                        + "the kind: its attribute " + CaptchaKinds.SETTING.attribute() + " must be either, or the kind itself.")
                .add()
                .property().name(PICTURE_FAILURES).label("Failed logins until the picture")
                .type(ProviderConfigProperty.INTEGER_TYPE).defaultValue(PICTURE_FAILURES_SETTING.defaultValue())
                .helpText("For work-and-picture: from this many failed logins of the name or the address within 15 minutes on, "
                        + "both are needed. From 1 to 10.")
                .add()
                .build();
    }

    private enum StepKind {

        PICTURE, WORK, WORK_AND_PICTURE;

        static Optional<StepKind> of(String name) {
            return Arrays.stream(values()).filter(kind -> kind.toString().equals(name.strip())).findFirst();
        }

        static List<String> names() {
            return Arrays.stream(values()).map(StepKind::toString).toList();
        }

        boolean isWithin(CaptchaKinds ofRealm) {
            return switch (ofRealm) {
                case PICTURE -> this == PICTURE;
                case WORK -> this == WORK;
                case EITHER -> true;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
