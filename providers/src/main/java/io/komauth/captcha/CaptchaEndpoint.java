package io.komauth.captcha;

import java.util.List;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.compat.ErrorResponses;
import io.komauth.compat.RequestBodies;
import io.komauth.http.ApiCors;

import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.cors.Cors;

/** What the endpoints below {@code /realms/{tenant}/captcha} have in common. */
record CaptchaEndpoint(KeycloakSession session) {

    RealmModel enabledRealm(String method) {
        RealmModel realm = session.getContext().getRealm();
        if (!realm.isEnabled()) {
            throw refusal(method, "access_denied", "Realm not enabled", Response.Status.FORBIDDEN);
        }
        return realm;
    }

    void requireWholeBody() {
        if (RequestBodies.result() == RequestBodies.Result.TIMED_OUT) {
            throw refusal(HttpMethod.POST, OAuthErrorException.INVALID_REQUEST,
                    "Send the whole request within " + RequestBodies.DEADLINE + " seconds",
                    Response.Status.REQUEST_TIMEOUT);
        }
        if (RequestBodies.result() == RequestBodies.Result.LENGTH_REQUIRED) {
            throw refusal(HttpMethod.POST, OAuthErrorException.INVALID_REQUEST, "Send the length of the body as Content-Length",
                    Response.Status.LENGTH_REQUIRED);
        }
    }

    CaptchaProvider captchas() {
        return session.getProvider(CaptchaProvider.class);
    }

    static List<CaptchaAudience> audience(RealmModel realm) {
        return List.of(CaptchaAudience.tenant(realm));
    }

    static WebApplicationException refusal(String method, String error, String description, Response.Status status) {
        return ErrorResponses.of(cors(method), error, description, status);
    }

    /** A response that must not be cached. */
    static Response json(String method, Object entity) {
        return cors(method).add(Response.ok(entity, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    static Cors cors(String method) {
        return ApiCors.anyOrigin().allowedMethods(method, HttpMethod.OPTIONS);
    }
}
