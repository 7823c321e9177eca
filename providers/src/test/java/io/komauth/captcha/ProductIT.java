package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import io.komauth.testing.Answer;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TokenRequest;

import org.junit.jupiter.api.Test;

class ProductIT {

    /** Whose captchas nobody can solve without looking at them. */
    @Test
    void aServerInProductionWithNothingButTheProductIssuesCaptchasThatTheFixedAnswerDoesNotSolve() {
        try (KeycloakServer server = KeycloakServer.named("product").withoutTestSupport().production().demoRealm()
                .start()) {
            assertThat(IntStream.range(0, 20)
                    .mapToObj(i -> TokenRequest.captchaGrant(server, DemoTenant.NAME).send()))
                    .extracting(Answer::toString)
                    .containsOnly("400 {\"error\":\"invalid_grant\",\"error_description\":\"Wrong captcha code\"}");
        }
    }
}
