package io.komauth.password;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.komauth.testing.TestRealm;

import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * What an administrator sees of a user's password.
 *
 * @param algorithm that hashed it
 * @param date      when it was set, milliseconds since the epoch
 */
record StoredPassword(String algorithm, Long date) {

    static StoredPassword of(TestRealm tenant, String username) {
        String id = tenant.admin().users().searchByUsername(username, true).get(0).getId();
        CredentialRepresentation password = tenant.admin().users().get(id).credentials().stream()
                .filter(credential -> credential.getType().equals(CredentialRepresentation.PASSWORD))
                .findFirst().orElseThrow();
        try {
            String algorithm = new ObjectMapper().readTree(password.getCredentialData()).get("algorithm").asText();
            return new StoredPassword(algorithm, password.getCreatedDate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
