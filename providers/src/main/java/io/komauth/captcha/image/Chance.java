package io.komauth.captcha.image;

import java.util.random.RandomGenerator;

/** What a random generator is asked for while painting. */
final class Chance {

    private Chance() {
    }

    static double between(double least, double most, RandomGenerator random) {
        return least + (most - least) * random.nextDouble();
    }

    static boolean oneIn(int times, RandomGenerator random) {
        return random.nextInt(times) == 0;
    }
}
