package io.komauth.password;

import com.google.auto.service.AutoService;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;

/** The hash algorithm {@value #ID}, by which passwords are imported that an old system has hashed. */
@AutoService(PasswordHashProviderFactory.class)
public final class Sha1Md5PasswordHashProviderFactory extends Md5PasswordHashProviderFactory {

    static final String ID = "sha1-md5";

    @Override
    PasswordHashProvider create(KeycloakSession session, PasswordHashProvider argon2) {
        return new Sha1Md5PasswordHashProvider(session, argon2);
    }

    @Override
    public String getId() {
        return ID;
    }
}
