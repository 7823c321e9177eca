package io.komauth.captcha;

import io.komauth.bruteforce.RecentFailures;

/**
 * What redeeming a solution came to.
 *
 * @param redemption never {@link Redemption#WRONG} or {@link Redemption#TOO_SHORT}
 * @param failures   by which it was judged; {@code null} if it is invalid
 */
record RedeemedWork(Redemption redemption, RecentFailures failures) {
}
