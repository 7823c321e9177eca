package io.komauth.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests as a load generator sends them, one after the other and then from the first one again.
 *
 * @param lines    paths, or paths with bodies
 * @param once     whether there are enough for none to be sent twice
 * @param expected the status of every answer
 * @param headers  such as {@code tenantId: 000000}
 */
public record Requests(List<String> lines, boolean once, int expected, List<String> headers) {

    public static Requests get(String... paths) {
        return new Requests(List.of(paths), false, 200, List.of());
    }

    public static Requests get(List<String> paths) {
        return new Requests(paths, false, 200, List.of());
    }

    /** @param lines made by {@link #line} */
    public static Requests post(String contentType, List<String> lines) {
        return new Requests(lines, false, 200, List.of("Content-Type: " + contentType));
    }

    public static Requests postForms(List<String> lines) {
        return post("application/x-www-form-urlencoded", lines);
    }

    public static String line(String path, String body) {
        return path + "\t" + body;
    }

    /**
     * @param cookies as the header has them
     * @param address of the client, for a server that believes its proxy
     */
    public static String line(String path, String body, String cookies, String address) {
        return line(path, body) + "\t" + cookies + "\t" + address;
    }

    /** Never sends one twice. */
    public Requests eachOnce() {
        return new Requests(lines, true, expected, headers);
    }

    public Requests expecting(int status) {
        return new Requests(lines, once, status, headers);
    }

    public Requests header(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new Requests(lines, once, expected, more);
    }

    Stream<String> arguments(String file) {
        return Stream.concat(Stream.of(file, once ? "once" : "again", Integer.toString(expected)), headers.stream());
    }
}
