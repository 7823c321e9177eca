package io.komauth.grant;

import com.google.auto.service.AutoService;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeFactory;

/** The grant type {@code captcha}, in every realm, for clients whose direct access grants are switched on. */
@AutoService(OAuth2GrantTypeFactory.class)
public final class CaptchaGrantTypeFactory implements OAuth2GrantTypeFactory {

    static final String ID = "captcha";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getShortcut() {
        return "cp";
    }

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new CaptchaGrantType();
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
