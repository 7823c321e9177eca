package io.komauth.captcha;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

record CaptchaResourceProvider(KeycloakSession session) implements RealmResourceProvider {

    @Override
    public Object getResource() {
        return new CaptchaResource(session);
    }

    @Override
    public void close() {
    }
}
