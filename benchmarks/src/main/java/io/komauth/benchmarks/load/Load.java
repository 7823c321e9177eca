package io.komauth.benchmarks.load;

/**
 * What a server did under load.
 *
 * @param requests that were answered
 * @param seconds  for how long
 * @param median   of the time from a request to its answer, in milliseconds
 * @param slow     the time that one of a hundred took longer than, in milliseconds
 */
public record Load(long requests, double seconds, double median, double slow) {

    public double perSecond() {
        return requests / seconds;
    }
}
