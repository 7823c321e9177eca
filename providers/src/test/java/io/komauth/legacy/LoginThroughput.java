package io.komauth.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import io.komauth.testing.Answer;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;

/**
 * Measures logins by the documented API beside those by the standard endpoint, one after the other:
 * {@code mvn verify -Dit.test=LoginThroughput -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false}. Its name keeps it out of
 * the usual run.
 */
@WithKeycloak
class LoginThroughput {

    private static final int ROUNDS = 5;
    private static final int LOGINS = 100;

    @Test
    void fiveInterleavedRoundsOfEach(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            Supplier<Answer> documented = () -> LoginApiRequest.example(server, tenant).send();
            Supplier<Answer> standard = () -> TokenRequest.captchaGrant(server, tenant).send();
            perSecond(documented);
            perSecond(standard);

            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double documentedRate = perSecond(documented);
                double standardRate = perSecond(standard);
                ratios.add(documentedRate / standardRate);
                System.out.printf("round %d: documented %.1f/s, standard %.1f/s, ratio %.3f%n", round + 1, documentedRate,
                        standardRate, documentedRate / standardRate);
            }
            Collections.sort(ratios);
            System.out.printf("ratio: median %.3f, from %.3f to %.3f%n", ratios.get(ROUNDS / 2), ratios.get(0),
                    ratios.get(ROUNDS - 1));
        }
    }

    private static double perSecond(Supplier<Answer> login) {
        long start = System.nanoTime();
        for (int i = 0; i < LOGINS; i++) {
            assertThat(login.get().status()).isEqualTo(200);
        }
        return LOGINS * 1e9 / (System.nanoTime() - start);
    }
}
