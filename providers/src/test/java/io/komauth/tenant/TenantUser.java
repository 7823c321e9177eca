package io.komauth.tenant;

import java.util.List;
import java.util.Map;

import io.komauth.testing.Credentials;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TokenRequest;

import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.UserRepresentation;

/** A user of a tenant made from a template, who logs in by its client {@code app}, as behind a proxy that ends TLS. */
final class TenantUser {

    static final String NAME = "ana";
    static final String PASSWORD = "a password";

    /** What the user's attribute of each name is. */
    static final Map<String, String> ATTRIBUTES = Map.of("user_id", "the-id", "real_name", "安娜", "nick_name", "小安",
            "role_name", "clerk", "dept_id", "the-dept", "post_id", "the-post", "oauth_id", "the-oauth");

    private final KeycloakServer server;
    private final String tenant;

    private TenantUser(KeycloakServer server, String tenant) {
        this.server = server;
        this.tenant = tenant;
    }

    /** Adds the user, as an administrator does. */
    static TenantUser addTo(KeycloakServer server, String tenant) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(NAME);
        user.setEnabled(true);
        user.setCredentials(List.of(Credentials.password(PASSWORD)));
        ATTRIBUTES.forEach(user::singleAttribute);
        TenantUser added = in(server, tenant);
        added.realm().users().create(user).close();
        return added;
    }

    /** Takes the user away again. */
    void remove() {
        realm().users().get(stored().getId()).remove();
    }

    /** The user whom the tenant has already. */
    static TenantUser in(KeycloakServer server, String tenant) {
        return new TenantUser(server, tenant);
    }

    /** By the standard endpoint. */
    TokenRequest login() {
        return login(TokenRequest.fetchCaptcha(server, tenant));
    }

    /** @param captcha the key of a captcha */
    TokenRequest login(String captcha) {
        return overTls(TokenRequest.withoutCaptcha(server, tenant, "captcha").param("username", NAME)
                .param("password", PASSWORD).captcha(captcha, TokenRequest.CODE));
    }

    /** By the standard endpoint, and not over TLS. */
    TokenRequest loginInPlainText() {
        return TokenRequest.captchaGrant(server, tenant).client(TenantTemplate.CLIENT, secret()).param("username", NAME)
                .param("password", PASSWORD);
    }

    TokenRequest refresh(String refreshToken) {
        return overTls(TokenRequest.withoutCaptcha(server, tenant, "refresh_token").param("username", null)
                .param("password", null).param("refresh_token", refreshToken));
    }

    /** By the documented API. */
    LoginApiRequest documentedLogin() {
        return documentedLogin(LoginApiRequest.fetchCaptcha(server, tenant));
    }

    /** @param captcha the key of a captcha */
    LoginApiRequest documentedLogin(String captcha) {
        return LoginApiRequest.withoutCaptcha(server, tenant).client(TenantTemplate.CLIENT, secret())
                .member("username", NAME).member("password", Md5.hex(PASSWORD)).captcha(captcha, TokenRequest.CODE)
                .header("X-Forwarded-Proto", "https");
    }

    /** The attributes as administrators see them. */
    UserRepresentation stored() {
        return realm().users().searchByUsername(NAME, true).get(0);
    }

    RealmResource realm() {
        return server.admin().realm(tenant);
    }

    ClientResource client() {
        return realm().clients().get(realm().clients().findByClientId(TenantTemplate.CLIENT).get(0).getId());
    }

    String secret() {
        return client().getSecret().getValue();
    }

    private TokenRequest overTls(TokenRequest request) {
        return request.client(TenantTemplate.CLIENT, secret()).header("X-Forwarded-Proto", "https");
    }
}
