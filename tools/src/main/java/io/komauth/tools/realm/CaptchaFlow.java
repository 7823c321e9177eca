package io.komauth.tools.realm;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** The flows of a realm that a captcha belongs in: what it is bound by, and how the captcha comes into it. */
enum CaptchaFlow {

    DIRECT_GRANT("directGrantFlow", null) {
        @Override
        boolean asksForCaptcha(List<Step> steps) {
            return has(steps, DIRECT_GRANT_STEPS);
        }

        @Override
        boolean takesCaptcha(List<Step> steps) {
            return true;
        }

        @Override
        void addCaptcha(Flow flow) {
            flow.addFirst("direct-grant-validate-captcha");
        }

        @Override
        List<Step> pages(List<Step> steps) {
            return List.of();
        }
    },

    BROWSER("browserFlow", null) {
        @Override
        boolean asksForCaptcha(List<Step> steps) {
            return has(steps, CAPTCHA_FORMS) && !has(steps, FORMS);
        }

        @Override
        boolean takesCaptcha(List<Step> steps) {
            return has(steps, FORMS);
        }

        @Override
        void addCaptcha(Flow flow) {
            flow.enabled(FORMS).forEach(step -> flow.replace(step, step.provider().replaceFirst("^auth-", "captcha-")));
        }

        @Override
        List<Step> pages(List<Step> steps) {
            return enabled(steps, CAPTCHA_FORMS);
        }
    },

    REGISTRATION("registrationFlow", "registrationAllowed") {
        @Override
        boolean asksForCaptcha(List<Step> steps) {
            return has(steps, REGISTRATION_CAPTCHA);
        }

        @Override
        boolean takesCaptcha(List<Step> steps) {
            return form(steps).isPresent();
        }

        @Override
        void addCaptcha(Flow flow) {
            form(flow.steps()).ifPresent(form -> flow.remakeForm(form, "registration-captcha-page-form", true));
        }

        @Override
        List<Step> pages(List<Step> steps) {
            return enabled(steps, REGISTRATION_CAPTCHA);
        }

        private Optional<Step> form(List<Step> steps) {
            return steps.stream().filter(step -> step.provider().equals("registration-page-form")).findFirst();
        }
    },

    RESET_CREDENTIALS("resetCredentialsFlow", "resetPasswordAllowed") {
        @Override
        boolean asksForCaptcha(List<Step> steps) {
            return has(steps, RESET_CAPTCHA) && !has(steps, RESET_FORM);
        }

        @Override
        boolean takesCaptcha(List<Step> steps) {
            return has(steps, RESET_FORM);
        }

        @Override
        void addCaptcha(Flow flow) {
            flow.enabled(RESET_FORM).forEach(step -> flow.replace(step, "reset-credentials-captcha"));
        }

        @Override
        List<Step> pages(List<Step> steps) {
            return enabled(steps, RESET_CAPTCHA);
        }
    };

    private static final Pattern DIRECT_GRANT_STEPS =
            Pattern.compile("direct-grant-validate-captcha|captcha-username-(password-)?form");
    private static final Pattern CAPTCHA_FORMS = Pattern.compile("captcha-username-(password-)?form");
    private static final Pattern FORMS = Pattern.compile("auth-username-(password-)?form");
    private static final Pattern REGISTRATION_CAPTCHA = Pattern.compile(Flow.REGISTRATION_CAPTCHA);
    private static final Pattern RESET_CAPTCHA = Pattern.compile("reset-credentials-captcha");
    private static final Pattern RESET_FORM = Pattern.compile("reset-credentials-choose-user");

    private final String binding;
    private final String setting;

    /** @param setting of the realm that switches the flow on, or null for one that is always on */
    CaptchaFlow(String binding, String setting) {
        this.binding = binding;
        this.setting = setting;
    }

    /** The setting of the realm that names the flow. */
    String binding() {
        return binding;
    }

    boolean isUsed(JsonNode settings) {
        return setting == null || settings.path(setting).asBoolean();
    }

    abstract boolean asksForCaptcha(List<Step> steps);

    /** Whether there is a place that a captcha can go into. */
    abstract boolean takesCaptcha(List<Step> steps);

    abstract void addCaptcha(Flow flow);

    /** The steps whose pages have a captcha, of a kind that their settings say. */
    abstract List<Step> pages(List<Step> steps);

    private static boolean has(List<Step> steps, Pattern providers) {
        return !enabled(steps, providers).isEmpty();
    }

    private static List<Step> enabled(List<Step> steps, Pattern providers) {
        return steps.stream().filter(step -> !step.isDisabled() && providers.matcher(step.provider()).matches()).toList();
    }
}
