package io.komauth.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import io.komauth.tenant.TenantHeader;

import org.keycloak.http.HttpResponse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;

/**
 * CORS as Keycloak has it, and the headers that clients of the documented API send with every call. The names are those that
 * public front ends of its family send. Not whatever a preflight asks for: a page of any origin could then send headers that a
 * proxy or this server believes. Others are added by Keycloak's option {@code --spi-cors--default--allowed-headers}.
 */
public final class ApiCors {

    /** What the family's own front ends send, and what its gateway lets through, by the names that it has for them. */
    private static final List<String> FAMILY = List.of("Captcha-Key", "Captcha-Code", "Blade-Auth", "Blade-Requested-With",
            "User-Type", "Client-Type", "Dept-Id", "Role-Id", "Tenant-Code", "tma", "token", "username", "client", "credential",
            "X-XSRF-TOKEN", "knfie4j-gateway-request", "knife4j-gateway-code", "request-origion");

    /** What front ends send that were made from other admin templates. */
    private static final List<String> OTHER_TEMPLATES = List.of("isToken", "repeatSubmit", "isEncrypt", "encrypt-key", "clientid",
            "Content-Language", "skipToken", "Enc-Flag", "version", "platform", "X-Token", "X-Access-Token", "X-Tenant-Id",
            "X-Sign", "X-Timestamp", "X-Version");

    /** What HTTP libraries and their usual settings add. */
    private static final List<String> LIBRARIES = List.of("Accept-Language", "Cache-Control", "Pragma", "If-Modified-Since",
            "X-CSRF-TOKEN", "X-Request-Id");

    private ApiCors() {
    }

    /** A preflight has no client whose origins could be checked: that is done with the request. */
    public static Response preflight(KeycloakSession session, String... methods) {
        session.getContext().setHttpResponse(new AdditionalAllowedHeaders(session.getContext().getHttpResponse()));
        return Cors.builder().auth().preflight().allowedMethods(methods).add(Response.ok());
    }

    /** For an answer that says nothing of any user, or that comes before the client is known. */
    public static Cors anyOrigin() {
        return Cors.builder().auth().allowAllOrigins();
    }

    private static String allowed(String keycloaks) {
        Set<String> all = new LinkedHashSet<>(List.of(keycloaks.split(",\\s*")));
        all.addAll(TenantHeader.NAMES);
        all.addAll(FAMILY);
        all.addAll(OTHER_TEMPLATES);
        all.addAll(LIBRARIES);
        return String.join(", ", all);
    }

    /** Adds to the headers that Keycloak allows, since what it allows is set for the whole server. */
    private record AdditionalAllowedHeaders(HttpResponse response) implements HttpResponse {

        @Override
        public void setHeader(String name, String value) {
            response.setHeader(name, Cors.ACCESS_CONTROL_ALLOW_HEADERS.equals(name) ? allowed(value) : value);
        }

        @Override
        public void addHeader(String name, String value) {
            response.addHeader(name, value);
        }

        @Override
        public int getStatus() {
            return response.getStatus();
        }

        @Override
        public void setStatus(int statusCode) {
            response.setStatus(statusCode);
        }

        @Override
        public void setCookieIfAbsent(NewCookie cookie) {
            response.setCookieIfAbsent(cookie);
        }
    }
}
