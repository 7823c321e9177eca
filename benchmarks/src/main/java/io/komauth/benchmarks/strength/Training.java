package io.komauth.benchmarks.strength;

import java.util.function.Supplier;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;

/** How much whoever trains a network knows of the pictures it is to read. */
enum Training {

    /** As it is done with any pictures: by the rate that Adam's authors propose, and with the examples as they are. */
    PLAIN("as with any pictures", 0.001, 0, Activation::reluBlock),

    /**
     * By trial and error with ours: a line and its negative are the same to the first layer, each example is moved and
     * bent each time it is shown, and the rate is as high as learning bears then.
     */
    TUNED("tuned to ours", 0.008, 0.3,
            () -> new LambdaBlock(list -> new NDList(list.singletonOrThrow().abs()), "abs"));

    private final String title;
    private final double rate;
    private final double warp;
    private final Supplier<Block> activation;

    Training(String title, double rate, double warp, Supplier<Block> activation) {
        this.title = title;
        this.rate = rate;
        this.warp = warp;
        this.activation = activation;
    }

    /** @return the highest rate of learning */
    double rate() {
        return rate;
    }

    /** @return what examples are moved and bent by: 0 for nothing, 1 for as much as leaves the text readable */
    double warp() {
        return warp;
    }

    /** @return what follows the first convolution */
    Block activation() {
        return activation.get();
    }

    @Override
    public String toString() {
        return title;
    }
}
