package io.komauth.loginapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A request as an attacker sends it: byte by byte as it is, by a socket, since an HTTP client would refuse to.
 *
 * @param head   up to the empty line; each character is a byte
 * @param body   as it is sent, chunked or not
 * @param cutOff whether the client goes away before it has sent what the head announces
 */
record FuzzedRequest(String head, byte[] body, boolean cutOff) {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int SHOWN = 3_000;

    /**
     * @return all that the server sent; empty if it closed the connection without a word
     * @throws SocketTimeoutException if it did neither
     */
    String send(URI server) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(bytes());
                if (cutOff) {
                    socket.shutdownOutput();
                }
            } catch (SocketException refused) {
                // the server need not read a request to its end, and has perhaps said why
            }
            return read(socket);
        }
    }

    /** The same to another address of the server's. */
    FuzzedRequest to(String address) {
        return new FuzzedRequest(head.replaceFirst("^\\S* \\S*", "POST " + address), body, cutOff);
    }

    /** Whether the server may close the connection without a word: where nothing comes any more, or too much. */
    boolean mayBeBrokenOff() {
        return cutOff || body.length > BodyLimitFilter.LIMIT;
    }

    /** What has come before the server broke off, if it did, still counts. */
    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int length; (length = socket.getInputStream().read(buffer)) >= 0;) {
                response.write(buffer, 0, length);
            }
        } catch (SocketException reset) {
            return response.toString(StandardCharsets.UTF_8);
        }
        return response.toString(StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return shortened(head) + "\n" + shortened(new String(body, StandardCharsets.ISO_8859_1))
                + (cutOff ? "\n(and no more)" : "");
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "… (" + text.length() + " bytes)" : text;
    }
}
