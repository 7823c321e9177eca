package io.komauth.captcha;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.bruteforce.RecentFailures;
import io.komauth.captcha.work.WorkVerification;
import io.komauth.compat.FormFields;
import io.komauth.config.CaptchaKinds;
import io.komauth.http.ApiCors;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;
import org.keycloak.utils.StringUtil;

/** {@code /realms/{tenant}/captcha/work}: challenges for anyone, from any origin. */
public final class WorkResource {

    private final KeycloakSession session;
    private final CaptchaEndpoint endpoint;

    WorkResource(KeycloakSession session) {
        this.session = session;
        endpoint = new CaptchaEndpoint(session);
    }

    /**
     * Issues a challenge that is enough for the address that asks.
     *
     * @param picture whether a picture is to be solved as well; {@code null} if that is up to the realm
     */
    @GET
    public Response issue(@QueryParam("picture") Boolean picture) {
        RealmModel realm = realm(HttpMethod.GET);
        RecentFailures failures = new WorkCaptchas(session, realm).failures(CaptchaParameters.attempt(session, null));
        return challenge(HttpMethod.GET, realm, failures, picture);
    }

    /**
     * Says whether a solution is enough for a name, before the person's password is sent. A solution that is not is spent.
     *
     * @param payload  the solution
     * @param username what was typed; may be {@code null}
     * @param picture  whether a picture is to be solved as well; {@code null} if that is up to the realm
     * @return no content if it is enough, else a challenge that is
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response check(@FormParam(CaptchaParameters.WORK) String payload, @FormParam(FormFields.USERNAME) String username,
            @QueryParam("picture") Boolean picture) {
        RealmModel realm = realm(HttpMethod.POST);
        endpoint.requireWholeBody();
        WorkCaptchas captchas = new WorkCaptchas(session, realm);
        WorkVerification solution = solution(captchas, payload);
        RecentFailures failures = captchas.failures(CaptchaParameters.attempt(session, username));
        if (solution.level() >= failures.level()) {
            return CaptchaEndpoint.cors(HttpMethod.POST).add(Response.noContent());
        }
        if (!captchas.spend(solution)) {
            throw invalid();
        }
        return challenge(HttpMethod.POST, realm, failures, picture);
    }

    /**
     * Checks the characters of the picture that belongs to a challenge, as widgets of ALTCHA ask for it. A wrong code spends
     * the picture.
     *
     * @param body JSON, {@code {"code": …, "payload": …}}
     * @return {@code {"verified": true, "payload": …}}, whose payload takes the place of the solution; else a reason
     */
    @POST
    @Path("verify")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response verify(String body) {
        RealmModel realm = realm(HttpMethod.POST);
        endpoint.requireWholeBody();
        VerificationRequest request = parse(body);
        WorkCaptchas captchas = new WorkCaptchas(session, realm);
        WorkVerification solution = solution(captchas, request.payload());
        if (solution.lacksPicture()) {
            Redemption redemption = StringUtil.isBlank(request.code()) ? Redemption.WRONG
                    : endpoint.captchas().redeem(CaptchaEndpoint.audience(realm), solution.captchaKey(), request.code());
            if (redemption != Redemption.SOLVED) {
                return CaptchaEndpoint.json(HttpMethod.POST,
                        Map.of("verified", false, "reason", CaptchaRefusal.WRONG_CODE.description()));
            }
            return CaptchaEndpoint.json(HttpMethod.POST, Map.of("verified", true, "payload", captchas.confirm(solution)));
        }
        return CaptchaEndpoint.json(HttpMethod.POST, Map.of("verified", true, "payload", request.payload()));
    }

    @OPTIONS
    public Response preflight() {
        return ApiCors.preflight(session, HttpMethod.GET, HttpMethod.POST, HttpMethod.OPTIONS);
    }

    @OPTIONS
    @Path("verify")
    public Response verifyPreflight() {
        return ApiCors.preflight(session, HttpMethod.POST, HttpMethod.OPTIONS);
    }

    private RealmModel realm(String method) {
        RealmModel realm = endpoint.enabledRealm(method);
        if (!CaptchaKinds.of(realm).acceptWork()) {
            throw CaptchaEndpoint.refusal(method, "not_found", "Realm accepts no proof of work", Response.Status.NOT_FOUND);
        }
        return realm;
    }

    private static WorkVerification solution(WorkCaptchas captchas, String payload) {
        if (StringUtil.isBlank(payload)) {
            throw CaptchaEndpoint.refusal(HttpMethod.POST, CaptchaRefusal.NO_WORK.error(), CaptchaRefusal.NO_WORK.description(),
                    Response.Status.BAD_REQUEST);
        }
        WorkVerification solution = captchas.verify(payload);
        if (!solution.isValid()) {
            throw invalid();
        }
        return solution;
    }

    private static WebApplicationException invalid() {
        return CaptchaEndpoint.refusal(HttpMethod.POST, CaptchaRefusal.INVALID_WORK.error(),
                CaptchaRefusal.INVALID_WORK.description(), Response.Status.BAD_REQUEST);
    }

    private static VerificationRequest parse(String body) {
        try {
            VerificationRequest request = JsonSerialization.readValue(body, VerificationRequest.class);
            if (request != null) {
                return request;
            }
        } catch (IOException malformed) {
            // refused below
        }
        throw CaptchaEndpoint.refusal(HttpMethod.POST, "invalid_request", "The body must be a JSON object with code and payload",
                Response.Status.BAD_REQUEST);
    }

    private Response challenge(String method, RealmModel realm, RecentFailures failures, Boolean picture) {
        boolean withPicture = picture == null ? CaptchaDemand.ofRealm(session, realm).needsPicture(failures) : picture;
        return CaptchaEndpoint.json(method, WorkChallengeRepresentation.of(session, realm, failures, withPicture));
    }

    /** What widgets send; more than this they send only where an app asks them to. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record VerificationRequest(@JsonProperty("code") String code, @JsonProperty("payload") String payload) {
    }
}
