package io.komauth.loginapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

import io.komauth.http.ApiCors;

import org.keycloak.models.KeycloakSession;

/** The documented login API, at the address where its clients look for it. */
@Path(LoginApiResource.PATH)
@LoginApiCall
public class LoginApiResource {

    static final String PATH = "/kom-ams-auth/oauth";
    static final String LOGOUT = "logout";

    private static final String TOKEN = "token";
    private static final String CAPTCHA = "captcha";
    private static final String USER_INFO = "user-info";

    @Context
    KeycloakSession session;

    @POST
    @Path(TOKEN)
    public Response token() {
        return new LoginApi(session).token();
    }

    @GET
    @Path(CAPTCHA)
    public Response captcha() {
        return new LoginApi(session).captcha();
    }

    @GET
    @Path(LOGOUT)
    public Response logout() {
        return new LoginApi(session).logout();
    }

    @POST
    @Path(LOGOUT)
    public Response logoutByPost() {
        return logout();
    }

    @GET
    @Path(USER_INFO)
    public Response userInfo() {
        return new LoginApi(session).userInfo();
    }

    @OPTIONS
    @Path(TOKEN)
    public Response tokenPreflight() {
        return ApiCors.preflight(session, "POST", "OPTIONS");
    }

    @OPTIONS
    @Path(CAPTCHA)
    public Response captchaPreflight() {
        return ApiCors.preflight(session, "GET", "OPTIONS");
    }

    @OPTIONS
    @Path(USER_INFO)
    public Response userInfoPreflight() {
        return ApiCors.preflight(session, "GET", "OPTIONS");
    }

    @OPTIONS
    @Path(LOGOUT)
    public Response logoutPreflight() {
        return ApiCors.preflight(session, "GET", "POST", "OPTIONS");
    }
}
