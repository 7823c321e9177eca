package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that announce a body of 60,000 bytes and send one byte of it every five seconds. */
public final class SlowClients implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 90_000;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> connections;

    private SlowClients(List<Socket> connections) {
        this.connections = connections;
        clock.scheduleAtFixedRate(this::sendOneByteEach, 0, 5, TimeUnit.SECONDS);
    }

    /**
     * Connects so many of them, spread over these addresses of one server.
     *
     * @param headers besides {@code Host} and {@code Content-Length}
     */
    public static SlowClients connect(int count, List<URI> addresses, String... headers) {
        return new SlowClients(IntStream.range(0, count)
                .mapToObj(number -> connect(addresses.get(number % addresses.size()), headers)).toList());
    }

    private static Socket connect(URI address, String... headers) {
        try {
            Socket socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, Stream.concat(Stream.of("POST " + address.getRawPath() + " HTTP/1.1",
                    "Host: " + address.getAuthority(), "Content-Length: 60000"), Stream.of(headers))
                    .reduce("", (head, line) -> head + line + "\r\n") + "\r\n");
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sendOneByteEach() {
        connections.forEach(socket -> {
            try {
                send(socket, "a");
            } catch (SocketException closedByTheServer) {
                // its answer is read later
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** @return what each is answered, until the server closes its connection */
    public List<String> answers() {
        return connections.parallelStream().map(SlowClients::answer).toList();
    }

    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        connections.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
