package io.komauth.password;

import com.google.auto.service.AutoService;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;

/** The hash algorithm {@value #ID}, which a realm chooses in its password policy. */
@AutoService(PasswordHashProviderFactory.class)
public final class Md5Argon2PasswordHashProviderFactory extends Md5PasswordHashProviderFactory {

    static final String ID = "md5-argon2";

    @Override
    PasswordHashProvider create(KeycloakSession session, PasswordHashProvider argon2) {
        return new Md5PasswordHashProvider(session, argon2);
    }

    @Override
    public String getId() {
        return ID;
    }
}
