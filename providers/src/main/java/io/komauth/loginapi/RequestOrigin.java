package io.komauth.loginapi;

import java.util.Objects;
import java.util.Set;

import io.komauth.compat.ClientSessions;
import io.komauth.text.UnicodeText;

import org.keycloak.common.util.UriUtils;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;

/** The origin (RFC 6454) of the page for which a browser sends a request. */
final class RequestOrigin {

    /** The detail of an event that names an origin which the client does not allow. */
    static final String DETAIL = "origin";

    private static final String ANY = "*";

    /** Longer than the origin of any host: a DNS name has at most 253 characters. */
    private static final int MAX_SHOWN = 300;

    private RequestOrigin() {
    }

    /** As Keycloak's own endpoints have it: a page of any other origin must not use the tokens of this client. */
    static boolean isAllowedBy(KeycloakSession session, ClientModel client) {
        String origin = origin(session);
        if (origin == null || origin.equals(UriUtils.getOrigin(session.getContext().getUri().getRequestUri()))) {
            return true;
        }
        Set<String> allowed = ClientSessions.webOrigins(session, client);
        return allowed.contains(origin) || allowed.contains(ANY);
    }

    /** @return the origin as a text or an event may show it: in one line, and of limited length */
    static String shown(KeycloakSession session) {
        String origin = UnicodeText.escape(Objects.requireNonNullElse(origin(session), ""));
        return origin.length() > MAX_SHOWN ? origin.substring(0, MAX_SHOWN) + "…" : origin;
    }

    private static String origin(KeycloakSession session) {
        return session.getContext().getRequestHeaders().getRequestHeaders().getFirst(Cors.ORIGIN_HEADER);
    }
}
