package io.komauth.benchmarks.strength;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * A clock that goes on only while this program works, by all its threads: what else runs on the machine does not
 * shorten a network's time of learning.
 */
final class ProcessorTime {

    /** How many processors do as much in a second. */
    private static final int PROCESSORS = 2;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long start = SYSTEM.getProcessCpuTime();
    private long stopped;

    /** @return seconds in which two processors do as much work, without what does not count */
    double seconds() {
        return ofOneProcessor() / PROCESSORS;
    }

    /** @return seconds in which one processor does it */
    double ofOneProcessor() {
        return (SYSTEM.getProcessCpuTime() - start - stopped) / 1e9;
    }

    /** Does not count the time of a work. */
    void without(Runnable work) {
        long before = SYSTEM.getProcessCpuTime();
        work.run();
        stopped += SYSTEM.getProcessCpuTime() - before;
    }
}
