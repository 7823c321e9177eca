package io.komauth.captcha.work;

/**
 * How much work a challenge is. Its time is evenly distributed from one key derivation to all of them.
 *
 * @param algorithm   the key derivation function
 * @param cost        iterations of each derivation
 * @param derivations the most that there may have to be; half of it on average
 */
public record WorkDifficulty(WorkAlgorithm algorithm, int cost, int derivations) {
}
