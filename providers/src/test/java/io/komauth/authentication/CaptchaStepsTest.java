package io.komauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class CaptchaStepsTest {

    @Test
    void theyAreThoseThatTheInspectionOfFlowsTakesForACaptcha() throws IOException {
        Properties judged = new Properties();
        try (Reader file = new InputStreamReader(CaptchaStepsTest.class.getResourceAsStream(
                "/io/komauth/protection/keycloak-login-providers.properties"), StandardCharsets.UTF_8)) {
            judged.load(file);
        }

        assertThat(judged.stringPropertyNames().stream().filter(provider -> !provider.startsWith("oauth2-grant-type."))
                .filter(provider -> judged.getProperty(provider).equals("captcha"))
                .map(provider -> provider.substring(provider.indexOf('.') + 1))
                .collect(Collectors.toSet())).isEqualTo(CaptchaSteps.IDS);
    }
}
