package io.komauth.captcha;

import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.compat.ErrorResponses;
import io.komauth.compat.RequestBodies;
import io.komauth.http.AcceptLanguage;
import io.komauth.http.ApiCors;

import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.cors.Cors;
import org.keycloak.utils.StringUtil;

/** {@code /realms/{tenant}/captcha}: a fresh captcha for whoever asks, from any origin, and what it sounds like. */
public final class CaptchaResource {

    private static final String WAV = "audio/wav";

    private final KeycloakSession session;

    CaptchaResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    public Response issue() {
        Captcha captcha = captchas().issue(CaptchaAudience.tenant(enabledRealm(HttpMethod.GET)));
        return cors(HttpMethod.GET).add(Response.ok(CaptchaRepresentation.of(captcha), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    /**
     * Speaks a captcha that was issued here.
     *
     * @param key      the captcha's key
     * @param language a language tag (BCP 47) such as {@code zh-CN}; else what the request accepts, else the realm's
     */
    @POST
    @Path("audio")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response speak(@FormParam(CaptchaParameters.KEY) String key, @FormParam("language") String language) {
        RealmModel realm = enabledRealm(HttpMethod.POST);
        if (RequestBodies.result() == RequestBodies.Result.TIMED_OUT) {
            throw refusal(HttpMethod.POST, OAuthErrorException.INVALID_REQUEST,
                    "Send the whole request within " + RequestBodies.DEADLINE + " seconds",
                    Response.Status.REQUEST_TIMEOUT);
        }
        if (RequestBodies.result() == RequestBodies.Result.LENGTH_REQUIRED) {
            throw refusal(HttpMethod.POST, OAuthErrorException.INVALID_REQUEST, "Send the length of the body as Content-Length",
                    Response.Status.LENGTH_REQUIRED);
        }
        if (!captchas().speaks(realm)) {
            throw refusal(HttpMethod.POST, "not_found", "Captchas of this realm are not spoken", Response.Status.NOT_FOUND);
        }
        if (StringUtil.isBlank(key)) {
            throw refusal(HttpMethod.POST, OAuthErrorException.INVALID_REQUEST, CaptchaRefusal.NO_KEY.description(),
                    Response.Status.BAD_REQUEST);
        }
        Locale locale = Optional.ofNullable(language).flatMap(AcceptLanguage::parse)
                .orElseGet(() -> AcceptLanguage.of(session, realm));
        byte[] speech = captchas().speak(CaptchaAudience.tenant(realm), key, locale)
                .orElseThrow(() -> refusal(HttpMethod.POST, OAuthErrorException.INVALID_GRANT, "Captcha is expired or not valid",
                        Response.Status.BAD_REQUEST));
        return cors(HttpMethod.POST).add(Response.ok(speech, WAV).header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    @OPTIONS
    public Response preflight() {
        return preflight(HttpMethod.GET);
    }

    @OPTIONS
    @Path("audio")
    public Response audioPreflight() {
        return preflight(HttpMethod.POST);
    }

    private Response preflight(String method) {
        return ApiCors.preflight(session, method, HttpMethod.OPTIONS);
    }

    private RealmModel enabledRealm(String method) {
        RealmModel realm = session.getContext().getRealm();
        if (!realm.isEnabled()) {
            throw refusal(method, "access_denied", "Realm not enabled", Response.Status.FORBIDDEN);
        }
        return realm;
    }

    private CaptchaProvider captchas() {
        return session.getProvider(CaptchaProvider.class);
    }

    private static WebApplicationException refusal(String method, String error, String description,
            Response.Status status) {
        return ErrorResponses.of(cors(method), error, description, status);
    }

    private static Cors cors(String method) {
        return ApiCors.anyOrigin().allowedMethods(method, HttpMethod.OPTIONS);
    }
}
