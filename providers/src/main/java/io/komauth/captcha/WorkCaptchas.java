package io.komauth.captcha;

import io.komauth.bruteforce.LoginAttempt;
import io.komauth.bruteforce.LoginFailures;
import io.komauth.bruteforce.RecentFailures;
import io.komauth.captcha.work.WorkChallenge;
import io.komauth.captcha.work.WorkChallenges;
import io.komauth.captcha.work.WorkVerification;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Proof of work as a captcha of a realm: what it has to be for a name and an address, and spending it. The work rises with the
 * failed logins of either. Whoever shares an address with a guesser has to bear little of that; for a name it has no such bound.
 */
public final class WorkCaptchas {

    /** Of an address, so many failed logins count at most: four times the work of the first attempt, by default. */
    private static final int MAX_ADDRESS_LEVEL = 3;

    private static final String ID_PREFIX = "work.";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final WorkChallenges challenges;
    private final CaptchaMetrics metrics;

    public WorkCaptchas(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        challenges = new WorkChallenges(session.keys(), realm);
        metrics = CaptchaMetrics.of(session);
    }

    /** Issues a challenge that is enough for an attempt, as far as is known now. */
    WorkChallenge issue(LoginAttempt attempt) {
        return issue(attempt, 0);
    }

    /**
     * Does the same for the attempt after this one.
     *
     * @param imminent failures of this attempt that are not counted yet
     */
    public WorkChallenge issue(LoginAttempt attempt, int imminent) {
        return issue(requiredLevel(failures(attempt, imminent)), null);
    }

    /** Issues a challenge to which a picture belongs. */
    WorkChallenge issueWithPicture(LoginAttempt attempt, Captcha picture) {
        return issue(requiredLevel(attempt), picture.key());
    }

    /** @param level the number of failed logins that the challenge is for */
    private WorkChallenge issue(int level, String captchaKey) {
        metrics.issued(CaptchaAudience.tenant(realm), CaptchaKind.WORK);
        return challenges.issue(WorkSettings.difficulty(realm, level), level, KeycloakTime.epochSeconds() + lifespan(), captchaKey);
    }

    /** @return seconds until a challenge that is issued now is worth nothing */
    public int lifespan() {
        return CaptchaSettings.of(session).lifespan(realm);
    }

    /** @return the number of failed logins that a challenge must be for, at the least, to be enough for the attempt now */
    int requiredLevel(LoginAttempt attempt) {
        return requiredLevel(failures(attempt, 0));
    }

    private static int requiredLevel(RecentFailures failures) {
        return Math.max(failures.ofName(), Math.min(failures.ofAddress(), MAX_ADDRESS_LEVEL));
    }

    /** @return whether failed logins of the name or the address are so many that the picture is needed as well */
    boolean needsPicture(LoginAttempt attempt, int from) {
        return needsPicture(attempt, 0, from);
    }

    /**
     * Says so of the attempt after this one.
     *
     * @param imminent failures of this attempt that are not counted yet
     * @param from     the number of failed logins; 0 if it is never needed
     */
    public boolean needsPicture(LoginAttempt attempt, int imminent, int from) {
        return from > 0 && failures(attempt, imminent).most() >= from;
    }

    private RecentFailures failures(LoginAttempt attempt, int imminent) {
        return new LoginFailures(session, realm).count(attempt).plus(imminent);
    }

    /** Verifies a solution without spending it. */
    WorkVerification verify(String payload) {
        return challenges.verify(payload, KeycloakTime.epochSeconds());
    }

    /** @return a payload that says that the picture of a valid solution was solved, too */
    String confirm(WorkVerification solution) {
        return challenges.confirm(solution);
    }

    /** @return whether it was spent by this call: of any number of concurrent ones, on any nodes, by one at most */
    boolean spend(WorkVerification solution) {
        return new UsedCaptchas(session.getKeycloakSessionFactory()).markUsed(ID_PREFIX + solution.nonce(), solution.expiresAt());
    }

    /**
     * Redeems a solution. One that is too easy for the attempt is spent all the same: it would tell, for one price, how many
     * failed logins any number of names have.
     */
    Redemption redeem(String payload, LoginAttempt attempt) {
        WorkVerification solution = verify(payload);
        RedemptionOutcome outcome = switch (solution.outcome()) {
            case INVALID -> RedemptionOutcome.UNKNOWN;
            case EXPIRED -> RedemptionOutcome.EXPIRED;
            case VALID -> outcome(solution, attempt);
        };
        metrics.redeemed(CaptchaAudience.tenant(realm), CaptchaKind.WORK, outcome);
        return outcome.redemption();
    }

    private RedemptionOutcome outcome(WorkVerification solution, LoginAttempt attempt) {
        if (solution.captchaKey() != null && !solution.isPictureSolved()) {
            return RedemptionOutcome.UNKNOWN;
        }
        if (!spend(solution)) {
            return RedemptionOutcome.USED;
        }
        return solution.level() < requiredLevel(attempt) ? RedemptionOutcome.TOO_EASY : RedemptionOutcome.SOLVED;
    }
}
