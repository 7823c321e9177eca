package io.komauth.legacy;

/** A request that the documented API refuses by itself. */
final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;
    private final String parameter;

    RefusedException(Refusal refusal) {
        this(refusal, null);
    }

    /** @param parameter what the text of the refusal names, such as a member */
    RefusedException(Refusal refusal, String parameter) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.parameter = parameter;
    }

    Refusal refusal() {
        return refusal;
    }

    String parameter() {
        return parameter;
    }
}
