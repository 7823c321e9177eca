package io.komauth.compat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import io.komauth.compat.RequestBodies.Result;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads one body on the request's event loop; all its methods run there.
 *
 * <p>Leans on: the request and the timers of Vert.x, under Quarkus. Since: Keycloak 26.2. Test: {@code SlowClientsIT}.
 */
final class BodyReader {

    private static final Pattern CONTINUE = Pattern.compile("100-continue", Pattern.CASE_INSENSITIVE);

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final int limit;
    private final BiConsumer<Buffer, Result> whenRead;
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
        this.timer = context.vertx().setTimer(TimeUnit.SECONDS.toMillis(deadline), expired -> timeOut());
    }

    void read() {
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
        if (body.length() > limit) {
            end(Result.COMPLETE);
        }
    }

    /** On such a connection nothing else can be asked before the body has come to its end. */
    private void timeOut() {
        if (request.version() != HttpVersion.HTTP_2) {
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
