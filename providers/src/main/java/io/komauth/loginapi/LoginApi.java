package io.komauth.loginapi;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.captcha.CaptchaAudience;
import io.komauth.captcha.CaptchaProvider;
import io.komauth.http.ApiCors;
import io.komauth.logging.SafeLogger;
import io.komauth.tenant.TenantHeader;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** The calls of the documented login API. */
final class LoginApi {

    private static final SafeLogger LOG = SafeLogger.of(LoginApi.class);

    private final KeycloakSession session;

    LoginApi(KeycloakSession session) {
        this.session = session;
    }

    /** A token for a user's name, password and captcha, or for a refresh token. */
    Response token() {
        return respond(() -> new LoginApiLogin(session).process());
    }

    /** A captcha for the tenant that the request names; for any tenant, and the documented API alone, if it names none. */
    Response captcha() {
        return respond(() -> {
            CaptchaResponse response = CaptchaResponse.of(session.getProvider(CaptchaProvider.class).issue(audience()));
            return ApiCors.anyOrigin().add(
                    Response.ok(response, MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store"));
        });
    }

    /** Ends the session of the access token that the request carries. */
    Response logout() {
        return respond(() -> new LoginApiLogout(session).process());
    }

    /** Who is logged in, by the access token that the request carries. */
    Response userInfo() {
        return respond(() -> new LoginApiUserInfo(session).process());
    }

    private CaptchaAudience audience() {
        Set<String> ids = TenantHeader.values(session.getContext().getRequestHeaders()).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return CaptchaAudience.anyTenant(session);
        }
        RealmModel realm = LoginApiTokenRequest.requireTenant(session, ids).realm();
        session.getContext().setRealm(realm);
        if (!realm.isEnabled()) {
            throw new LoginApiException(LoginApiRefusal.TENANT_DISABLED);
        }
        return CaptchaAudience.tenant(realm);
    }

    private Response respond(Supplier<Response> call) {
        try {
            return call.get();
        } catch (LoginApiException e) {
            return errorResponse(e);
        } catch (WebApplicationException e) {
            throw e;
        } catch (RuntimeException e) {
            // such as of a directory or a vault that cannot be reached
            LOG.error("the documented login API could not answer", e);
            session.getTransactionManager().setRollbackOnly();
            return errorResponse(new LoginApiException(LoginApiRefusal.UNAVAILABLE));
        }
    }

    private Response errorResponse(LoginApiException e) {
        LoginApiRefusal refusal = e.refusal();
        String text = LocalizedMessages.of(session, refusal.messageKey(), e.parameters());
        Response.ResponseBuilder response = Response.status(refusal.status())
                .entity(new OAuth2ErrorRepresentation(refusal.error(), text))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refusal.status() == Response.Status.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"" + refusal.error() + "\"");
        }
        return refusal == LoginApiRefusal.ORIGIN ? response.build() : ApiCors.anyOrigin().add(response);
    }
}
