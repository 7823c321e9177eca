package io.komauth.password;

import io.komauth.compat.Argon2;
import io.komauth.logging.SafeLogger;

import org.keycloak.Config;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Makes providers that need Keycloak's argon2. */
abstract class Md5PasswordHashProviderFactory implements PasswordHashProviderFactory {

    private static final SafeLogger LOG = SafeLogger.of(Md5PasswordHashProviderFactory.class);

    /** @return {@code null} where the server has no argon2, as with FIPS: then a realm cannot choose it, either */
    @Override
    public final PasswordHashProvider create(KeycloakSession session) {
        PasswordHashProvider argon2 = Argon2.of(session);
        if (argon2 == null) {
            LOG.error("The password hash algorithm %s needs argon2, which this server does not have", getId());
            return null;
        }
        return create(session, argon2);
    }

    abstract PasswordHashProvider create(KeycloakSession session, PasswordHashProvider argon2);

    @Override
    public final void init(Config.Scope config) {
    }

    @Override
    public final void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public final void close() {
    }
}
