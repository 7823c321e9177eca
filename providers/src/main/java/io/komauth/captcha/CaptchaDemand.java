package io.komauth.captcha;

import io.komauth.bruteforce.RecentFailures;
import io.komauth.config.CaptchaKinds;

import org.keycloak.models.RealmModel;

/**
 * What an attempt has to solve.
 *
 * @param kinds       what is accepted
 * @param pictureFrom the number of failed logins, of the name or the address, from which on proof of work needs a picture as well,
 *                    and the other way round; 0 if never
 * @param isLogin     whether the attempt counts as a failed login if it fails
 * @param grace       seconds for which a captcha is accepted after it has expired
 */
public record CaptchaDemand(CaptchaKinds kinds, int pictureFrom, boolean isLogin, int grace) {

    /** Of pages: when the page says that the captcha expires, a person may be typing it. */
    public static final int PAGE_GRACE = 60;

    private static final int NO_GRACE = 0;

    /** Of a login at the token endpoint. */
    static CaptchaDemand ofRealm(RealmModel realm) {
        return new CaptchaDemand(CaptchaKinds.of(realm), WorkSettings.PICTURE_FROM.of(realm), true, NO_GRACE);
    }

    /** @return whether failed logins can ask for both */
    public boolean canNeedPicture() {
        return kinds.acceptWork() && pictureFrom > 0;
    }

    /** @return whether these failed logins ask for both */
    public boolean needsPicture(RecentFailures failures) {
        return canNeedPicture() && failures.most() >= pictureFrom;
    }
}
