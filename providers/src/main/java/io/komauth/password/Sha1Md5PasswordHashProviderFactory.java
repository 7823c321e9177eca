package io.komauth.password;

import com.google.auto.service.AutoService;

import org.keycloak.Config;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The hash algorithm {@value #ID}, by which passwords are imported that an old system has hashed. */
@AutoService(PasswordHashProviderFactory.class)
public final class Sha1Md5PasswordHashProviderFactory implements PasswordHashProviderFactory {

    static final String ID = "sha1-md5";

    /** @return {@code null} where the server has no argon2, as with FIPS */
    @Override
    public PasswordHashProvider create(KeycloakSession session) {
        PasswordHashProvider argon2 = Md5Argon2PasswordHashProviderFactory.argon2(session, ID);
        return argon2 == null ? null : new Sha1Md5PasswordHashProvider(session, argon2);
    }

    @Override
    public String getId() {
        return ID;
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
