package io.komauth.password;

import com.google.auto.service.AutoService;

import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The hash algorithm {@value #ID}, which a realm chooses in its password policy. */
@AutoService(PasswordHashProviderFactory.class)
public final class Md5Argon2PasswordHashProviderFactory implements PasswordHashProviderFactory {

    static final String ID = "md5-argon2";

    private static final Logger LOG = Logger.getLogger(Md5Argon2PasswordHashProviderFactory.class);
    private static final String ARGON2 = "argon2";

    /** @return {@code null} where the server has no argon2, as with FIPS: then a realm cannot choose it, either */
    @Override
    public PasswordHashProvider create(KeycloakSession session) {
        PasswordHashProvider argon2 = argon2(session, ID);
        return argon2 == null ? null : new Md5PasswordHashProvider(session, argon2);
    }

    static PasswordHashProvider argon2(KeycloakSession session, String wantedBy) {
        PasswordHashProvider argon2 = session.getProvider(PasswordHashProvider.class, ARGON2);
        if (argon2 == null) {
            LOG.errorf("The password hash algorithm %s needs argon2, which this server does not have", wantedBy);
        }
        return argon2;
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
