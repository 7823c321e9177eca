package io.komauth.captcha;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** {@code /realms/{tenant}/captcha}: a fresh captcha for whoever asks, from any origin. */
public final class CaptchaResource {

    private final KeycloakSession session;

    CaptchaResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    public Response issue() {
        RealmModel realm = session.getContext().getRealm();
        if (!realm.isEnabled()) {
            throw new CorsErrorResponseException(cors(), "access_denied", "Realm not enabled", Response.Status.FORBIDDEN);
        }
        Captcha captcha = session.getProvider(CaptchaProvider.class).issue(CaptchaAudience.tenant(realm));
        return cors().add(Response.ok(CaptchaRepresentation.of(captcha), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    @OPTIONS
    public Response preflight() {
        return cors().preflight().add(Response.ok());
    }

    private static Cors cors() {
        return Cors.builder().allowAllOrigins().allowedMethods("GET", "OPTIONS");
    }
}
