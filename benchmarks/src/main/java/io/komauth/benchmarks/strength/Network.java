package io.komauth.benchmarks.strength;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/** A small network that learns to read pictures of one make: four convolutions, and a linear layer for all places. */
final class Network implements AutoCloseable {

    private static final int BATCH = 32;

    private final Training training;
    private final RandomGenerator random = new SplittableRandom(1);
    private final Examples examples;
    private final ShuffledIndices deal;
    private final Model model;
    private final Trainer trainer;
    private final long characters;
    private final ProcessorTime clock;
    private double learnedUntil;
    private float rate;

    static {
        System.setProperty("ai.djl.offline", "true");
        // where the libraries are unpacked
        Path folder = Path.of(System.getProperty("build.directory")).resolve("../../benchmarks/target/djl");
        System.setProperty("DJL_CACHE_DIR", folder.normalize().toString());
        // two threads would spend most of their processor time waiting for each other, as pictures are small
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }

    /** @param characters how many there are to choose from at each place */
    Network(Training training, Examples examples, int characters) {
        this.training = training;
        this.examples = examples;
        this.characters = characters;
        deal = new ShuffledIndices(examples.count(), random);
        Engine.getInstance().setRandomSeed(1);
        model = Model.newInstance("strength");
        model.setBlock(layers(training, characters));
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT)
                .optOptimizer(Optimizer.adam().optLearningRateTracker((Tracker) update -> rate).build()));
        trainer.initialize(shape(BATCH));
        clock = new ProcessorTime();
    }

    /** @return what it runs on */
    static String version() {
        Engine engine = Engine.getInstance();
        return engine.getEngineName() + " " + engine.getVersion() + " by DJL " + Engine.getDjlVersion();
    }

    private static SequentialBlock layers(Training training, int characters) {
        SequentialBlock layers = new SequentialBlock();
        convolution(layers, 16, 5, 2).add(training.activation()).add(halved());
        convolution(layers, 32, 3, 1).add(Activation.reluBlock()).add(halved());
        convolution(layers, 64, 3, 1).add(Activation.reluBlock()).add(halved());
        convolution(layers, 64, 3, 1).add(Activation.reluBlock());
        return layers.add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits((long) CaptchaMaker.LENGTH * characters).build());
    }

    private static SequentialBlock convolution(SequentialBlock layers, int filters, int side, int stride) {
        return layers.add(Conv2d.builder().setFilters(filters).setKernelShape(new Shape(side, side))
                        .optStride(new Shape(stride, stride)).optPadding(new Shape(side / 2, side / 2)).optBias(false)
                        .build())
                .add(BatchNorm.builder().build());
    }

    private static Block halved() {
        return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
    }

    /**
     * Learns on, at a rate that has come down to nothing at the end.
     *
     * @param until seconds of {@link ProcessorTime}
     */
    void learn(double until) {
        for (double seconds = clock.seconds(); seconds < until; seconds = clock.seconds()) {
            rate = LearningRate.at((seconds - learnedUntil) / (until - learnedUntil), training.rate());
            learn();
        }
        learnedUntil = until;
    }

    private void learn() {
        float[] inputs = new float[BATCH * examples.size()];
        int[] labels = new int[BATCH * CaptchaMaker.LENGTH];
        for (int i = 0; i < BATCH; i++) {
            int example = deal.next();
            new Augmentation(training.warp(), random).apply(examples, example, inputs, i * examples.size());
            System.arraycopy(examples.labels()[example], 0, labels, i * CaptchaMaker.LENGTH, CaptchaMaker.LENGTH);
        }
        try (NDManager manager = trainer.getManager().newSubManager()) {
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDArray guesses = trainer.forward(new NDList(manager.create(inputs, shape(BATCH)))).singletonOrThrow()
                        .reshape((long) BATCH * CaptchaMaker.LENGTH, characters);
                NDArray truth = manager.create(labels);
                gradients.backward(trainer.getLoss().evaluate(new NDList(truth), new NDList(guesses)));
            }
            trainer.step();
        }
    }

    /**
     * Reads pictures, outside of the time for learning.
     *
     * @return of each the characters as labels
     */
    int[][] read(Examples unseen) {
        int[][] read = new int[unseen.count()][];
        clock.without(() -> {
            for (int i = 0; i < read.length; i++) {
                read[i] = read(unseen.inputs()[i]);
            }
        });
        return read;
    }

    private int[] read(float[] input) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray guesses = trainer.evaluate(new NDList(manager.create(input, shape(1)))).singletonOrThrow();
            long[] best = guesses.reshape(CaptchaMaker.LENGTH, characters).argMax(1).toLongArray();
            int[] labels = new int[best.length];
            Arrays.setAll(labels, i -> (int) best[i]);
            return labels;
        }
    }

    private Shape shape(int pictures) {
        return new Shape(pictures, 1, examples.height(), examples.width());
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
