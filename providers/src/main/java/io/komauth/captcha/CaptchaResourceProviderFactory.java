package io.komauth.captcha;

import com.google.auto.service.AutoService;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Mounts {@link CaptchaResource} in every realm. */
@AutoService(RealmResourceProviderFactory.class)
public final class CaptchaResourceProviderFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return "captcha";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new CaptchaResourceProvider(session);
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
