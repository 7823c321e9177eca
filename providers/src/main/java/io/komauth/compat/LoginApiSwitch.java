package io.komauth.compat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.keycloak.Config;

/**
 * Switches the documented API off on a server with the option {@code --spi-login-api--kom-ams-auth--enabled=false}: whatever is
 * below its address is then answered as an address that does not exist, for every method.
 *
 * <p>Leans on: the Vert.x {@link Router} of Quarkus and the orders of the server's own routes; on how Keycloak reads the option
 * {@code enabled} of a provider. Since: Keycloak 26.2. Test: {@code ProductIT}.
 */
@ApplicationScoped
public class LoginApiSwitch {

    /** The address of the API below the server's own path, also with parameters (RFC 3986, 3.3). */
    private static final Pattern ADDRESS = Pattern.compile("/kom-ams-auth(?=[/;]|$)");

    private static final String NOWHERE = "/kom-ams-auth.off";

    /** After the server's own filters, and before the body is read. */
    private static final int ORDER = -2;

    void route(@Observes Router router) {
        router.route().order(ORDER).handler(LoginApiSwitch::route);
    }

    private static void route(RoutingContext context) {
        ServerPath address = ServerPath.of(context);
        Matcher documented = ADDRESS.matcher(address.path());
        if (!documented.lookingAt() || isEnabled()) {
            context.next();
        } else if (context.request().method() == HttpMethod.OPTIONS) {
            // to which the server says 200 at any address
            context.response().setStatusCode(HttpResponseStatus.NOT_FOUND.code()).end();
        } else {
            context.reroute(address.root() + documented.replaceFirst(NOWHERE));
        }
    }

    /** As Keycloak reads the option of that name of any provider. */
    private static boolean isEnabled() {
        return Config.scope("login-api", "kom-ams-auth").getBoolean("enabled", true);
    }
}
