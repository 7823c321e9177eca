package io.komauth.captcha;

import io.komauth.captcha.work.WorkAlgorithm;
import io.komauth.captcha.work.WorkDifficulty;
import io.komauth.config.RealmSetting;

import org.keycloak.models.RealmModel;

/** How much work a realm's challenges are: a base, and a factor for each failed login. */
public final class WorkSettings {

    public static final RealmSetting<String> ALGORITHM = RealmSetting.text("captcha.work.algorithm",
            WorkAlgorithm.PBKDF2_SHA256.toString(), name -> WorkAlgorithm.of(name.strip()).isPresent());

    /** Key derivations of a challenge for a name and an address without failed logins, at most; half of that on average. */
    public static final RealmSetting<Integer> DERIVATIONS =
            RealmSetting.integer("captcha.work.derivations", null, 100, 40_000, 2_400);

    /** Percent of the work before that each failed login makes it. */
    public static final RealmSetting<Integer> FACTOR = RealmSetting.integer("captcha.work.factor", null, 100, 200, 160);

    /** From so many failed logins on, a token request needs the picture as well; 0 means never. */
    public static final RealmSetting<Integer> PICTURE_FROM = RealmSetting.integer("captcha.work.picture-from", null, 0, 10, 0);

    /**
     * Iterations of a derivation. Issuing a challenge takes one derivation, so that it is to be cheap; but a browser's overhead for
     * each, some 0.05 ms, is to be small beside it.
     */
    private static final int COST = 1_000;

    private static final double PERCENT = 100;

    private WorkSettings() {
    }

    /** @param level the number of failed logins that it is for */
    static WorkDifficulty difficulty(RealmModel realm, int level) {
        double derivations = DERIVATIONS.of(realm) * Math.pow(FACTOR.of(realm) / PERCENT, level);
        return new WorkDifficulty(WorkAlgorithm.of(ALGORITHM.of(realm)).orElseThrow(), COST, (int) Math.round(derivations));
    }
}
