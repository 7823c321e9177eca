package io.komauth.bruteforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.komauth.testing.RealmStub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.AuthenticatorConfigModel;

class FailureThresholdTest {

    @ParameterizedTest
    @CsvSource({"3,600,3,600", "0,60,0,60", "10,86400,10,86400", "11,86401,10,86400", "-1,59,0,60", "'','',0,900",
            "three,soon,0,900"})
    void whatIsOutOfRangeCountsAsTheNearestInItAndNonsenseAsNothing(String failures, String window, int usedFailures,
            int usedWindow) {
        FailureThreshold threshold = FailureThreshold.of(RealmStub.configurations(), step(failures, window));

        assertThat(threshold).isEqualTo(new FailureThreshold(usedFailures, usedWindow));
    }

    @Test
    void aStepWithoutConfigurationAlwaysRequiresTheCaptcha() {
        assertThat(FailureThreshold.of(RealmStub.configurations(), null).isAlwaysReached()).isTrue();
        assertThat(FailureThreshold.of(RealmStub.configurations(), new AuthenticatorConfigModel()).isAlwaysReached()).isTrue();
    }

    @Test
    void equalThresholdsOfARealmCountOnce() {
        AuthenticatorConfigModel always = step("0", "900");
        AuthenticatorConfigModel foreign = new AuthenticatorConfigModel();
        foreign.setConfig(Map.of("otp.length", "6"));

        assertThat(FailureThreshold.allOf(RealmStub.configurations(step("3", "900"), step("5", "900"), step("3", "900"),
                step("2", "60"), always, foreign))).containsExactlyInAnyOrder(new FailureThreshold(3, 900),
                        new FailureThreshold(5, 900), new FailureThreshold(2, 60));
    }

    private static AuthenticatorConfigModel step(String failures, String window) {
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setConfig(Map.of(FailureThreshold.FAILURES, failures, FailureThreshold.WINDOW, window));
        return config;
    }
}
