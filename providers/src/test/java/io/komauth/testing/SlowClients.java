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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that announce a body, or begin a header, and send one byte of it every five seconds. */
public final class SlowClients implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 90_000;
    private static final String LENGTH = "Content-Length: 60000";
    private static final String BURST = "a".repeat(200_000);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> connections;

    private SlowClients(List<Socket> connections) {
        this.connections = connections;
        clock.scheduleAtFixedRate(this::sendOneByteEach, 0, 5, TimeUnit.SECONDS);
    }

    /**
     * Connects so many of them, spread over these addresses of one server. The body has 60,000 bytes.
     *
     * @param headers besides {@code Host} and {@code Content-Length}
     */
    public static SlowClients connect(int count, List<URI> addresses, String... headers) {
        return connect(count, addresses, "", Stream.concat(Stream.of(LENGTH), Stream.of(headers)).toArray(String[]::new));
    }

    /**
     * The same, but they are slow only after the first 200,000 bytes.
     *
     * @param headers besides {@code Host}; {@code Transfer-Encoding: chunked} begins one chunk
     */
    public static SlowClients connectWithBurst(int count, List<URI> addresses, String... headers) {
        String chunk = List.of(headers).contains("Transfer-Encoding: chunked") ? "ffffff\r\n" : "";
        return connect(count, addresses, chunk + BURST, headers);
    }

    /** Connects so many of them, spread over these addresses of one server, whose last header never ends. */
    public static SlowClients connectWithSlowHeader(int count, List<URI> addresses) {
        return open(count, addresses, "X-Slow: ", "");
    }

    private static SlowClients connect(int count, List<URI> addresses, String burst, String... headers) {
        return open(count, addresses, Stream.of(headers).map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n", burst);
    }

    private static SlowClients open(int count, List<URI> addresses, String head, String burst) {
        return new SlowClients(IntStream.range(0, count)
                .mapToObj(number -> open(addresses.get(number % addresses.size()), head, burst)).toList());
    }

    private static Socket open(URI address, String head, String burst) {
        try {
            Socket socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, "POST " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n" + head);
            try {
                send(socket, burst);
            } catch (SocketException closedByTheServer) {
                // its answer is read later
            }
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
    public List<String> responses() {
        return connections.parallelStream().map(SlowClients::response).toList();
    }

    private static String response(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException closedBeforeAllWasSent) {
            return "";
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
