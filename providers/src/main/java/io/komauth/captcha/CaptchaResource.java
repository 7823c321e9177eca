package io.komauth.captcha;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.captcha.image.PictureDensity;
import io.komauth.http.AcceptLanguage;
import io.komauth.http.ApiCors;

import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/** {@code /realms/{tenant}/captcha}: a new captcha for anyone, from any origin, and its audio. */
public final class CaptchaResource {

    private static final String WAV = "audio/wav";

    private final KeycloakSession session;
    private final CaptchaEndpoint endpoint;

    CaptchaResource(KeycloakSession session) {
        this.session = session;
        endpoint = new CaptchaEndpoint(session);
    }

    /** @param density of the picture, which login pages ask for: 1 or 2; missing for 1 */
    @GET
    public Response issue(@QueryParam("density") String density) {
        CaptchaAudience audience = CaptchaAudience.tenant(endpoint.enabledRealm(HttpMethod.GET));
        Captcha captcha = endpoint.captchas().issue(audience, density == null ? PictureDensity.SINGLE : density(density));
        return CaptchaEndpoint.json(HttpMethod.GET, CaptchaRepresentation.of(captcha));
    }

    private static PictureDensity density(String pixels) {
        return Arrays.stream(PictureDensity.values()).filter(density -> pixels.equals(String.valueOf(density.pixels())))
                .findFirst().orElseThrow(() -> CaptchaEndpoint.refusal(HttpMethod.GET, OAuthErrorException.INVALID_REQUEST,
                        "density must be 1 or 2", Response.Status.BAD_REQUEST));
    }

    /**
     * Speaks a captcha that was issued here.
     *
     * @param key      the captcha's key
     * @param language a language tag (BCP 47) such as {@code zh-CN}; else what the request accepts, else the realm's
     * @param position of the one character to be spoken, from 1 on; missing for all of them
     */
    @POST
    @Path("audio")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response speak(@FormParam(CaptchaParameters.KEY) String key, @FormParam("language") String language,
            @FormParam("character") String position) {
        RealmModel realm = endpoint.enabledRealm(HttpMethod.POST);
        endpoint.requireWholeBody();
        return speech(HttpMethod.POST, realm, key, language, position);
    }

    /** Does the same for a link, which pages have for browsers without scripts. */
    @GET
    @Path("audio")
    public Response speakLinked(@QueryParam(CaptchaParameters.KEY) String key, @QueryParam("language") String language,
            @QueryParam("character") String position) {
        return speech(HttpMethod.GET, endpoint.enabledRealm(HttpMethod.GET), key, language, position);
    }

    private Response speech(String method, RealmModel realm, String key, String language, String position) {
        if (!endpoint.captchas().speaks(realm)) {
            throw CaptchaEndpoint.refusal(method, "not_found", "Captchas of this realm are not spoken",
                    Response.Status.NOT_FOUND);
        }
        if (StringUtil.isBlank(key)) {
            throw CaptchaEndpoint.refusal(method, OAuthErrorException.INVALID_REQUEST,
                    CaptchaRefusal.NO_KEY.description(), Response.Status.BAD_REQUEST);
        }
        Locale locale = Optional.ofNullable(language).flatMap(AcceptLanguage::parse)
                .orElseGet(() -> AcceptLanguage.of(session, realm));
        if (position != null && !position.matches("[1-9]")) {
            throw CaptchaEndpoint.refusal(method, OAuthErrorException.INVALID_REQUEST,
                    "character must be the position of a character, from 1 on", Response.Status.BAD_REQUEST);
        }
        CaptchaAudience audience = CaptchaAudience.tenant(realm);
        byte[] speech = (position == null ? endpoint.captchas().speak(audience, key, locale)
                : endpoint.captchas().speak(audience, key, locale, Integer.parseInt(position)))
                .orElseThrow(() -> CaptchaEndpoint.refusal(method, OAuthErrorException.INVALID_GRANT,
                        "Captcha is expired or not valid", Response.Status.BAD_REQUEST));
        return CaptchaEndpoint.cors(method).add(Response.ok(speech, WAV).header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    /** Proof of work in place of the picture. */
    @Path("work")
    public WorkResource work() {
        return new WorkResource(session);
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
}
