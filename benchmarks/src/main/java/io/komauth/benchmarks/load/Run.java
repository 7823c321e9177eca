package io.komauth.benchmarks.load;

import java.util.concurrent.Callable;

/** A load on a server. */
@FunctionalInterface
public interface Run {

    /**
     * Gets ready what is to be sent.
     *
     * @return what sends it
     */
    Callable<Load> ready();
}
