package io.komauth.tenant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;

/** The format of Keycloak ids in claims. */
public enum IdFormat {

    /** As Keycloak has it, a UUID as a rule. */
    KEYCLOAK {
        @Override
        public String format(String keycloakId) {
            return keycloakId;
        }
    },

    /**
     * As a decimal from 1 to 2<sup>63</sup>-1, always the same for the same id, for services that parse ids as numbers.
     * Taken from a digest of the id, since the ids of federated users are no UUIDs.
     */
    NUMBER {
        @Override
        public String format(String keycloakId) {
            long number = ByteBuffer.wrap(HashUtils.hash(JavaAlgorithm.SHA256, keycloakId.getBytes(StandardCharsets.UTF_8))).getLong() & Long.MAX_VALUE;
            return Long.toString(Math.max(1, number));
        }
    };

    public abstract String format(String keycloakId);

    static Optional<IdFormat> ofName(String name) {
        return Arrays.stream(values()).filter(ids -> ids.toString().equals(name)).findFirst();
    }

    /** @return the value of the realm attribute {@code tenant.ids} that chooses it */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
