package io.komauth.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.komauth.testing.RealmWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.AuthenticatorConfigModel;

class FailureLimitTest {

    @ParameterizedTest
    @CsvSource({"3,600,3,600", "0,60,0,60", "10,86400,10,86400", "11,86401,10,86400", "-1,59,0,60", "'','',0,900",
            "three,soon,0,900"})
    void whatIsOutOfRangeCountsAsTheNearestInItAndNonsenseAsNothing(String failures, String window, int usedFailures,
            int usedWindow) {
        FailureLimit limit = FailureLimit.of(RealmWith.configurations(), step(failures, window));

        assertThat(limit).isEqualTo(new FailureLimit(usedFailures, usedWindow));
    }

    @Test
    void aStepWithoutConfigurationSparesNobody() {
        assertThat(FailureLimit.of(RealmWith.configurations(), null).isAlwaysReached()).isTrue();
        assertThat(FailureLimit.of(RealmWith.configurations(), new AuthenticatorConfigModel()).isAlwaysReached()).isTrue();
    }

    @Test
    void eachLimitOfARealmIsOne() {
        AuthenticatorConfigModel always = step("0", "900");
        AuthenticatorConfigModel foreign = new AuthenticatorConfigModel();
        foreign.setConfig(Map.of("otp.length", "6"));

        assertThat(FailureLimit.allOf(RealmWith.configurations(step("3", "900"), step("5", "900"), step("3", "900"),
                step("2", "60"), always, foreign))).containsExactlyInAnyOrder(new FailureLimit(3, 900),
                        new FailureLimit(5, 900), new FailureLimit(2, 60));
    }

    private static AuthenticatorConfigModel step(String failures, String window) {
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setConfig(Map.of(FailureLimit.FAILURES, failures, FailureLimit.WINDOW, window));
        return config;
    }
}
