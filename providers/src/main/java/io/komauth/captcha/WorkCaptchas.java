package io.komauth.captcha;

import io.komauth.bruteforce.JudgedAttempt;
import io.komauth.bruteforce.LoginAttempt;
import io.komauth.bruteforce.LoginFailures;
import io.komauth.bruteforce.RecentFailures;
import io.komauth.captcha.work.WorkChallenge;
import io.komauth.captcha.work.WorkChallenges;
import io.komauth.captcha.work.WorkVerification;
import io.komauth.compat.KeycloakTime;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Proof of work as a captcha of a realm: issuing it for a name and an address, and spending it. */
public final class WorkCaptchas {

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

    /** Issues a challenge that is enough after these failed logins. */
    public WorkChallenge issue(RecentFailures failures) {
        return issue(failures.level(), null);
    }

    /** Issues a challenge to which a picture belongs. */
    WorkChallenge issueWithPicture(RecentFailures failures, Captcha picture) {
        return issue(failures.level(), picture.key());
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

    /** Reads the failed logins of an attempt. */
    RecentFailures failures(LoginAttempt attempt) {
        return loginFailures().count(attempt);
    }

    /** Verifies a solution without spending it. */
    WorkVerification verify(String payload) {
        return verify(payload, 0);
    }

    /**
     * Does the same, and accepts a solution for some time after it has expired.
     *
     * @param grace seconds, at most {@link CaptchaDemand#PAGE_GRACE}
     */
    WorkVerification verify(String payload, int grace) {
        return challenges.verify(payload, KeycloakTime.epochSeconds() - grace);
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
     *
     * @param isLogin whether the attempt counts as a failed login if it fails: then others wait for it, if they would be too easy
     *                after that
     */
    RedeemedWork redeem(WorkVerification solution, LoginAttempt attempt, boolean isLogin) {
        RedemptionOutcome spent = spendIfUsable(solution);
        if (spent != RedemptionOutcome.SOLVED) {
            return redeemed(spent, null);
        }
        if (isLogin) {
            JudgedAttempt judged = loginFailures().judge(attempt, solution.level());
            session.getTransactionManager().enlistAfterCompletion(new Release(judged));
            return redeemed(outcome(judged.isEnough()), judged.failures());
        }
        RecentFailures failures = failures(attempt);
        return redeemed(outcome(failures.level() <= solution.level()), failures);
    }

    private RedemptionOutcome spendIfUsable(WorkVerification solution) {
        if (solution.outcome() == WorkVerification.Outcome.EXPIRED) {
            return RedemptionOutcome.EXPIRED;
        }
        if (!solution.isValid() || solution.lacksPicture()) {
            return RedemptionOutcome.UNKNOWN;
        }
        return spend(solution) ? RedemptionOutcome.SOLVED : RedemptionOutcome.USED;
    }

    private static RedemptionOutcome outcome(boolean isEnough) {
        return isEnough ? RedemptionOutcome.SOLVED : RedemptionOutcome.TOO_EASY;
    }

    private RedeemedWork redeemed(RedemptionOutcome outcome, RecentFailures failures) {
        metrics.redeemed(CaptchaAudience.tenant(realm), CaptchaKind.WORK, outcome);
        return new RedeemedWork(outcome.redemption(), failures);
    }

    private LoginFailures loginFailures() {
        return new LoginFailures(session, realm);
    }

    /** Ends an attempt however its request ends: by then its event has been counted, in a transaction of its own. */
    private static final class Release extends AbstractKeycloakTransaction {

        private final JudgedAttempt attempt;

        Release(JudgedAttempt attempt) {
            this.attempt = attempt;
        }

        @Override
        protected void commitImpl() {
            attempt.release();
        }

        @Override
        protected void rollbackImpl() {
            attempt.release();
        }
    }
}
