package io.komauth.benchmarks.painting;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One run of a JMH benchmark, in a JVM of its own: what compiler and heap have learnt from one candidate would help or
 * hurt the next. It is short, so that a round over all candidates fits between two moods of the machine.
 *
 * @param type    the class that has the benchmark
 * @param method  the benchmark
 * @param seconds for which it is measured, after twice as long for warming up
 */
record JmhRun(Class<?> type, String method, int seconds) implements Callable<Double> {

    /** @return microseconds that a call takes on average */
    @Override
    public Double call() throws RunnerException {
        return new Runner(new OptionsBuilder()
                .include("^" + Pattern.quote(type.getName() + "." + method) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(2L * seconds))
                .measurementIterations(1)
                .measurementTime(TimeValue.seconds(seconds))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build()).runSingle().getPrimaryResult().getScore();
    }
}
