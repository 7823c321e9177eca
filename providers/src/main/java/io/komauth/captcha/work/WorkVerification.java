package io.komauth.captcha.work;

/**
 * What verifying a solution came to.
 *
 * @param outcome         whether the work was done
 * @param solution        {@code null} unless the outcome is {@link Outcome#VALID}
 * @param isPictureSolved whether the challenge had a picture, and it was solved
 */
public record WorkVerification(Outcome outcome, WorkSolution solution, boolean isPictureSolved) {

    static final WorkVerification INVALID = new WorkVerification(Outcome.INVALID, null, false);
    static final WorkVerification EXPIRED = new WorkVerification(Outcome.EXPIRED, null, false);

    /** Whether the work was done for this realm, and in time. */
    public enum Outcome { VALID, EXPIRED, INVALID }

    public boolean isValid() {
        return outcome == Outcome.VALID;
    }

    /** @return whether the challenge of a valid solution has a picture that was not solved */
    public boolean lacksPicture() {
        return captchaKey() != null && !isPictureSolved;
    }

    /** @return unique among the challenges of all realms; of a valid solution */
    public String nonce() {
        return solution.challenge().parameters().nonce();
    }

    /** @return seconds since the epoch; of a valid solution */
    public long expiresAt() {
        return solution.challenge().parameters().expiresAt();
    }

    /** @return the number of failed logins that the work was for; of a valid solution */
    public int level() {
        return solution.challenge().parameters().data().level();
    }

    /** @return the key of the picture that belongs to the challenge; {@code null} if it has none; of a valid solution */
    public String captchaKey() {
        return solution.challenge().parameters().data().captchaKey();
    }
}
