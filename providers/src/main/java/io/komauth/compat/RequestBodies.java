package io.komauth.compat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Prepares requests to our endpoints. It reads their bodies without a thread: by itself the server reads a form on a worker
 * thread, for as long as the client likes to take, so that some fifty slow clients would stop it.
 *
 * <p>Leans on: the Vert.x {@link Router} of Quarkus, which is a CDI event at the start, the orders of the server's own routes,
 * and that the server takes a body from the routing context where there is one. Since: Keycloak 26.2. Test:
 * {@code SlowClientsIT}.
 */
@ApplicationScoped
public class RequestBodies {

    /** Bytes that a body may have; one more is kept, which tells that it is longer. */
    public static final int LIMIT = 64 * 1024;

    /** Seconds that a body may take, from the request's headers to its last byte. */
    public static final int DEADLINE = 10;

    /** {@code /kom-ams-auth/…} and {@code /realms/{realm}/captcha/…}; parameters (RFC 3986, 3.3) may stand in each part. */
    private static final Pattern PATHS =
            Pattern.compile("/(?:kom-ams-auth|realms(?:;[^/]*)?/[^/]+/(?<captcha>captcha))(?:[/;].*)?", Pattern.DOTALL);
    private static final String CAPTCHA = "captcha";

    /** Of a form; the server fails for more than 1,000. */
    private static final int MAX_PARAMETERS = 500;

    private static final MediaType MULTIPART = new MediaType("multipart", MediaType.MEDIA_TYPE_WILDCARD);

    /** After the server's own filters, which have negative orders below it, and before whatever answers. */
    private static final int ORDER = -1;

    private static final String RESULT = RequestBodies.class.getName();
    private static final String MULTIPART_TYPE = RESULT + ".multipart";

    /** How the body of a request has come in. By HTTP/2, a body is read only if it has a length. */
    public enum Result { COMPLETE, TRUNCATED, TIMED_OUT, LENGTH_REQUIRED }

    void route(@Observes Router router) {
        router.route().order(ORDER).handler(RequestBodies::read);
    }

    /** @return how the body of the current request has come in */
    public static Result result() {
        RoutingContext request = CDI.current().select(RoutingContext.class).get();
        return request.get(RESULT, Result.COMPLETE);
    }

    /** @return the content type of the current request, if it is a multipart one: the server does not see it */
    public static Optional<String> multipartType() {
        RoutingContext request = CDI.current().select(RoutingContext.class).get();
        return Optional.ofNullable(request.get(MULTIPART_TYPE));
    }

    private static void read(RoutingContext context) {
        Matcher address = PATHS.matcher(ServerPath.of(context).path());
        if (context.request().isEnded() || !address.matches()) {
            context.next();
            return;
        }
        boolean isParsedByServer = address.group(CAPTCHA) != null;
        new BodyReader(context, LIMIT, DEADLINE, (body, result) -> {
            replaceUnparsableType(context, isParsedByServer, body);
            context.setBody(body);
            context.put(RESULT, result);
            context.next();
        }).read();
    }

    /**
     * By a type that is malformed, a multipart form, or a malformed form that it parses itself, the server fails. Of these the
     * login API takes the multipart form, and parses it itself.
     */
    private static void replaceUnparsableType(RoutingContext context, boolean isParsedByServer, Buffer body) {
        MultiMap headers = context.request().headers();
        String text = headers.get(HttpHeaders.CONTENT_TYPE);
        if (text == null) {
            return;
        }
        try {
            MediaType type = MediaType.valueOf(text);
            if (type.isCompatible(MULTIPART)) {
                if (headers.getAll(HttpHeaders.CONTENT_TYPE).size() == 1) {
                    context.put(MULTIPART_TYPE, text);
                }
                headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
            } else if (isParsedByServer && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
                requireParsable(body.toString(StandardCharsets.ISO_8859_1));
                // without a charset, which the server need not know
                headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED);
            }
        } catch (IllegalArgumentException malformed) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    /** @throws IllegalArgumentException if the server fails for it */
    private static void requireParsable(String form) {
        URLDecoder.decode(form, StandardCharsets.ISO_8859_1);
        if (form.chars().filter(c -> c == '&').count() >= MAX_PARAMETERS) {
            throw new IllegalArgumentException("too many parameters");
        }
    }
}
