package io.komauth.authentication;

import java.util.Set;

import org.keycloak.models.RealmModel;

/** The steps that ask for a captcha. */
public final class CaptchaSteps {

    /** Of authenticators and of the form action, by their ids. */
    public static final Set<String> IDS = Set.of(ValidateCaptcha.PROVIDER_ID, "captcha-username-password-form", "captcha-username-form",
            "captcha-idp-username-password-form", "reset-credentials-captcha", "registration-captcha-image");

    private CaptchaSteps() {
    }

    /** @return whether a flow has one that is not disabled, or a subflow of it has */
    static boolean areIn(RealmModel realm, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId).filter(step -> !step.isDisabled())
                .anyMatch(step -> step.isAuthenticatorFlow() ? areIn(realm, step.getFlowId()) : IDS.contains(step.getAuthenticator()));
    }
}
