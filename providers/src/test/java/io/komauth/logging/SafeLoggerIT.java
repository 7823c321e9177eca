package io.komauth.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;

/** What a realm administrator writes reaches the log without the means to forge a line of it. */
@WithKeycloak
class SafeLoggerIT {

    private static final String FORGED = "2026-01-01 00:00:00,000 ERROR [io.komauth] (executor-thread-1) forged by ";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u001b[2K\u001b[1G", "\u0085", "\u2028", "\u202e"})
    @DisplayName("Neither a setting out of range nor a client's id or a step's configuration forges a line")
    void noLineIsForged(String control, KeycloakServer server) {
        String value = "ten" + control + FORGED;
        String clientId = "app" + control + FORGED + "a client";
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> {
            copy.getAttributes().remove("tenant.signing-key");
            copy.getAttributes().putAll(Map.of("captcha.length", value + "length", "tenant.zone", value + "zone",
                    "tenant.ids", value + "ids", "captcha.audio", value + "audio"));
            copy.getAuthenticationFlows().removeIf(flow -> flow.getAlias().startsWith("captcha browser"));
            CaptchaFlows.loginAfter(3).accept(copy);
            AuthenticatorConfigRepresentation step = copy.getAuthenticatorConfig().stream()
                    .filter(config -> config.getConfig().containsKey("login-failures")).findFirst().orElseThrow();
            step.setConfig(Map.of("login-failures", value + "a step", "login-failures-window", "900"));
            DemoTenant.client(copy).setClientId(clientId);
            ClientRepresentation browser = new ClientRepresentation();
            browser.setClientId("browser");
            browser.setPublicClient(true);
            browser.setRedirectUris(List.of("http://localhost/callback"));
            copy.getClients().add(browser);
        })) {
            Request.get(realm.uri("/captcha")).send();
            Request.get(realm.uri("/protocol/openid-connect/auth?response_type=code&redirect_uri=http://localhost/callback"
                    + "&client_id=browser")).send();
            TokenRequest.captchaGrant(server, realm).client(clientId, "sword_secret").send();

            List<String> written = List.of("'" + value + "length'", "'" + value + "zone'", "'" + value + "ids'",
                    "'" + value + "a step'", "client " + clientId + ": attribute");
            assertThat(written).allSatisfy(text -> {
                Poll.until("the log has " + escaped(text), () -> server.log().contains(escaped(text)));
                assertThat(server.log()).doesNotContain(text);
            });
        }
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj(c -> c >= ' ' && c <= '~' ? Character.toString(c)
                : String.format(Locale.ROOT, "\\u%04X", c)).collect(Collectors.joining());
    }
}
