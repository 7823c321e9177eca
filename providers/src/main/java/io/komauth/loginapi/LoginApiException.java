package io.komauth.loginapi;

/** Ends a request that the login API refuses itself. */
final class LoginApiException extends RuntimeException {

    private final transient LoginApiRefusal refusal;
    private final String parameter;

    LoginApiException(LoginApiRefusal refusal) {
        this(refusal, null);
    }

    /** @param parameter what the text of the refusal names, such as a parameter */
    LoginApiException(LoginApiRefusal refusal, String parameter) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.parameter = parameter;
    }

    LoginApiRefusal refusal() {
        return refusal;
    }

    String parameter() {
        return parameter;
    }
}
