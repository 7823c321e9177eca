package io.komauth.benchmarks.strength;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The indices of all examples in random order, again and again. */
final class ShuffledIndices {

    private final int[] order;
    private final RandomGenerator random;
    private int next;

    ShuffledIndices(int count, RandomGenerator random) {
        this.random = random;
        order = new int[count];
        Arrays.setAll(order, i -> i);
        next = count;
    }

    int next() {
        if (next == order.length) {
            shuffle();
            next = 0;
        }
        return order[next++];
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int number = order[i];
            order[i] = order[other];
            order[other] = number;
        }
    }
}
