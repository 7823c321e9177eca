package io.komauth.captcha;

import io.komauth.bruteforce.CaptchaForEverybody;
import io.komauth.bruteforce.RecentFailures;
import io.komauth.config.CaptchaKinds;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What an attempt has to solve.
 *
 * @param kinds         what is accepted
 * @param pictureFrom   the number of failed logins, of the name or the address, from which on proof of work needs a picture as well,
 *                      and the other way round; 0 if never
 * @param asksEverybody whether proof of work needs the picture without failed logins, too; the picture does not need work then, which
 *                      some browsers cannot do
 * @param isLogin       whether the attempt counts as a failed login if it fails
 * @param grace         seconds for which a captcha is accepted after it has expired
 */
public record CaptchaDemand(CaptchaKinds kinds, int pictureFrom, boolean asksEverybody, boolean isLogin, int grace) {

    /** Of pages: when the page says that the captcha expires, a person may be typing it. */
    public static final int PAGE_GRACE = 60;

    private static final int NO_GRACE = 0;

    /** Of a login at the token endpoint. */
    static CaptchaDemand ofRealm(KeycloakSession session, RealmModel realm) {
        CaptchaKinds kinds = CaptchaKinds.of(realm);
        int pictureFrom = WorkSettings.PICTURE_FROM.of(realm);
        boolean asksEverybody = kinds.acceptWork() && pictureFrom > 0 && CaptchaForEverybody.isOn(session, realm);
        return new CaptchaDemand(kinds, pictureFrom, asksEverybody, true, NO_GRACE);
    }

    /** @return whether failed logins can ask for both */
    public boolean canNeedPicture() {
        return kinds.acceptWork() && pictureFrom > 0;
    }

    /** @return whether proof of work needs the picture as well after these failed logins */
    public boolean needsPicture(RecentFailures failures) {
        return canNeedPicture() && (asksEverybody || failures.most() >= pictureFrom);
    }

    /** @return whether the picture needs proof of work as well after these failed logins */
    public boolean needsWork(RecentFailures failures) {
        return canNeedPicture() && failures.most() >= pictureFrom;
    }
}
