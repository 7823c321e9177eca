package io.komauth.compat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import io.komauth.compat.RequestBodies.Result;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads one body on the request's event loop; all its methods run there.
 *
 * <p>Leans on: the request and the timers of Vert.x, under Quarkus. Since: Keycloak 26.2. Test: {@code SlowClientsIT},
 * {@code Http2IT}.
 */
final class BodyReader {

    private static final long UNKNOWN = -1;

    private static final Pattern CONTINUE = Pattern.compile("100-continue", Pattern.CASE_INSENSITIVE);

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final int limit;
    private final BiConsumer<Buffer, Result> whenRead;
    private final long length;
    private final Buffer body = Buffer.buffer();
    private final long timer;
    private boolean done;

    /**
     * @param limit    bytes; of a longer body, one more is read
     * @param deadline seconds
     * @param whenRead gets what has come in until then
     */
    BodyReader(RoutingContext context, int limit, int deadline, BiConsumer<Buffer, Result> whenRead) {
        this.context = context;
        this.request = context.request();
        this.limit = limit;
        this.whenRead = whenRead;
        this.length = length(request);
        this.timer = context.vertx().setTimer(TimeUnit.SECONDS.toMillis(deadline), expired -> timeOut());
    }

    void read() {
        if (isHttp2()) {
            if (length == 0 || length == UNKNOWN && !hasBody()) {
                end(Result.COMPLETE);
                return;
            }
            if (length == UNKNOWN) {
                end(Result.LENGTH_REQUIRED);
                return;
            }
        }
        request.handler(this::add);
        request.exceptionHandler(truncated -> end(Result.TRUNCATED));
        request.endHandler(complete -> end(Result.COMPLETE));
        if (CONTINUE.matcher(Objects.requireNonNullElse(request.getHeader(HttpHeaders.EXPECT), "")).matches()) {
            request.response().writeContinue();
        }
        request.resume();
    }

    /** What comes after the end is read, so that the client gets the answer, and thrown away. */
    private void add(Buffer chunk) {
        if (done) {
            return;
        }
        body.appendBuffer(chunk, 0, Math.min(chunk.length(), limit + 1 - body.length()));
        if (body.length() > limit || isHttp2() && body.length() >= length) {
            request.pause();
            end(Result.COMPLETE);
        }
    }

    /**
     * The server pauses every request before it answers it, and fails if the request has come to its end by HTTP/2. So one of
     * these is read up to its last byte, but not to its end.
     */
    private boolean isHttp2() {
        return request.version() == HttpVersion.HTTP_2;
    }

    private boolean hasBody() {
        return request.method() == HttpMethod.POST || request.method() == HttpMethod.PUT || request.method() == HttpMethod.PATCH;
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? UNKNOWN : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return UNKNOWN;
        }
    }

    /** On such a connection nothing else can be asked before the body has come to its end. */
    private void timeOut() {
        if (!isHttp2()) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(answered -> request.connection().close());
        }
        end(Result.TIMED_OUT);
    }

    private void end(Result result) {
        if (!done) {
            done = true;
            context.vertx().cancelTimer(timer);
            whenRead.accept(body, result);
        }
    }
}
