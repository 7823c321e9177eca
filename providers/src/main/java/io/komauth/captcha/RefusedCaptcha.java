package io.komauth.captcha;

import io.komauth.bruteforce.RecentFailures;

/**
 * A captcha that was refused.
 *
 * @param reason   why
 * @param failures by which it was judged; {@code null} if it did not come to that
 */
public record RefusedCaptcha(CaptchaRefusal reason, RecentFailures failures) {
}
