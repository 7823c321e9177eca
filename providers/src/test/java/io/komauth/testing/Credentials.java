package io.komauth.testing;

import org.keycloak.representations.idm.CredentialRepresentation;

/** Credentials as an administrator sets them. */
public final class Credentials {

    private Credentials() {
    }

    public static CredentialRepresentation password(String value) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(value);
        return credential;
    }
}
