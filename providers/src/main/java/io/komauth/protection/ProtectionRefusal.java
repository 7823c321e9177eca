package io.komauth.protection;

/** Ends a request before anything is changed, with a text that says what to change. */
final class ProtectionRefusal extends RuntimeException {

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    private final int status;

    private ProtectionRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The request is wrong. */
    static ProtectionRefusal badRequest(String message) {
        return new ProtectionRefusal(BAD_REQUEST, message);
    }

    /** As the realm is now, it would do harm. */
    static ProtectionRefusal conflict(String message) {
        return new ProtectionRefusal(CONFLICT, message);
    }

    int status() {
        return status;
    }
}
