package io.komauth.benchmarks.people;

import java.security.SecureRandom;
import java.util.List;

import io.komauth.benchmarks.Benchmark;

/** How well people read the pictures: those who come to this machine and answer on its page. */
public final class PeopleBenchmark implements Benchmark {

    private static final int PICTURES = 20;
    private static final int MOST = 1000;

    /**
     * @param arguments none for 20 pictures a person, until somebody finishes on the page; or {@code <pictures> <persons>},
     *                  each 1 to 1000, after which it ends by itself
     */
    @Override
    public String run(List<String> arguments) throws Exception {
        if (!arguments.isEmpty() && arguments.size() != 2) {
            throw new IllegalArgumentException("people takes two numbers, pictures and persons, or none");
        }
        int pictures = arguments.isEmpty() ? PICTURES : number(arguments.get(0));
        int persons = arguments.isEmpty() ? Integer.MAX_VALUE : number(arguments.get(1));
        SecureRandom random = new SecureRandom();
        Session session = new Session(() -> Picture.random(random), System::nanoTime, pictures, persons);
        try (ReadingServer server = new ReadingServer(session)) {
            System.out.println("Open " + server.address() + " in a browser on this machine.");
            server.awaitFinished();
        }
        return session.counts().tables();
    }

    private static int number(String argument) {
        if (!argument.matches("[0-9]{1,4}") || Integer.parseInt(argument) < 1 || Integer.parseInt(argument) > MOST) {
            throw new IllegalArgumentException("people takes numbers from 1 to " + MOST + ", not " + argument);
        }
        return Integer.parseInt(argument);
    }
}
