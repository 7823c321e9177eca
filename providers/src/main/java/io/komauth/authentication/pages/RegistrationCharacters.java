package io.komauth.authentication.pages;

import java.util.List;
import java.util.Set;

import com.google.auto.service.AutoService;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.captcha.CaptchaParameters;
import io.komauth.compat.FormFields;
import io.komauth.compat.StockRegistrationUserCreation;
import io.komauth.text.DatabaseText;

import org.keycloak.authentication.FormActionFactory;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.events.Errors;
import org.keycloak.models.utils.FormMessage;

/**
 * Stands in for Keycloak's step {@code registration-user-creation}, under its id: it refuses a form with characters that the
 * database has no room for, such as emoji. Keycloak would fail to look them up, and show an error page.
 */
@AutoService(FormActionFactory.class)
public final class RegistrationCharacters extends StockRegistrationUserCreation {

    /** Keycloak's own message, in all of its languages. */
    private static final String INVALID_CHARACTER = "error-username-invalid-character";

    /** What no column gets as it was typed. */
    private static final Set<String> NOT_STORED = Set.of(FormFields.REGISTRATION_PASSWORD, FormFields.REGISTRATION_PASSWORD_CONFIRM,
            CaptchaParameters.KEY, CaptchaParameters.CODE, CaptchaParameters.WORK);

    @Override
    public void validate(ValidationContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        List<FormMessage> errors = form.entrySet().stream()
                .filter(field -> !NOT_STORED.contains(field.getKey()) && !isStorable(context, field.getValue()))
                .map(field -> new FormMessage(field.getKey(), INVALID_CHARACTER)).toList();
        if (errors.isEmpty()) {
            super.validate(context);
        } else {
            context.error(Errors.INVALID_REGISTRATION);
            context.validationError(form, errors);
        }
    }

    private static boolean isStorable(FormContext context, List<String> values) {
        return values.stream().allMatch(value -> DatabaseText.NAMES.isStorable(context.getSession(), context.getRealm(), value));
    }

    @Override
    public int order() {
        return 1;
    }
}
