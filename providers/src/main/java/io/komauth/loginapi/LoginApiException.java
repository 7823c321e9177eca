package io.komauth.loginapi;

import java.util.List;

/** Ends a request that the login API refuses itself. */
final class LoginApiException extends RuntimeException {

    private final transient LoginApiRefusal refusal;
    private final transient List<String> parameters;

    /** @param parameters what the text of the refusal names, such as a member */
    LoginApiException(LoginApiRefusal refusal, String... parameters) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.parameters = List.of(parameters);
    }

    LoginApiRefusal refusal() {
        return refusal;
    }

    String[] parameters() {
        return parameters.toArray(String[]::new);
    }
}
