package io.komauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.komauth.protection.Findings;
import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.Document;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.info.SpiInfoRepresentation;

/** Which of the server's login paths judge a password, and that the threat model names each of them. */
@WithKeycloak
class LoginPathsIT {

    private static final Set<String> SPIS = Set.of("authenticator", "form-authenticator", "form-action", "required-action",
            "oauth2-grant-type", "login-protocol", "client-authenticator");

    /** SAML 2.0 profiles, 4.2: the request of an enhanced client, in a SOAP envelope. */
    private static final String ECP_REQUEST = """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
            <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"
                IssueInstant="%s" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:PAOS"
                AssertionConsumerServiceURL="http://localhost/saml">
            <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">saml-app</saml:Issuer>
            </samlp:AuthnRequest></soap:Body></soap:Envelope>
            """;

    @Test
    void everyLoginProviderIsClassified(KeycloakServer server) {
        Map<String, SpiInfoRepresentation> spis = server.admin().serverInfo().getInfo().getProviders();

        Set<String> providers = SPIS.stream()
                .flatMap(spi -> spis.get(spi).getProviders().keySet().stream().map(id -> spi + '.' + id))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(providers).isSubsetOf(classification().stringPropertyNames());
    }

    @Test
    void theThreatModelNamesEveryProviderThatChecksAPassword() {
        String threatModel = Document.text("threat-model.md");

        assertThat(providersThatCheck("password")).isNotEmpty()
                .allSatisfy(id -> assertThat(threatModel).contains('`' + id + '`'));
    }

    /** As the threat model says; its remedy is the client's attribute, which is off by default. */
    @Test
    void samlEcpLogsInWithoutACaptchaWhereAClientAllowsIt(KeycloakServer server) {
        try (TestRealm realm = TestRealm.on(server).user("ana", "password").with(CaptchaFlows.login()).create()) {
            realm.admin().clients().create(samlClient()).close();

            assertThat(ecpLogin(realm).text()).contains("Assertion");
            assertThat(openPaths(realm)).contains("\"saml-ecp\"", "\"client\":\"saml-app\"");

            ClientRepresentation client = realm.admin().clients().findByClientId("saml-app").get(0);
            client.getAttributes().put("saml.allow.ecp.flow", "false");
            realm.admin().clients().get(client.getId()).update(client);

            assertThat(ecpLogin(realm).text()).doesNotContain("Assertion");
            assertThat(openPaths(realm)).doesNotContain("\"saml-ecp\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "nobody"})
    void wrongPasswordsOfSamlEcpBringTheCaptchaOfTheLoginPage(String name, KeycloakServer server) {
        try (TestRealm realm = TestRealm.on(server).user("ana", "password").with(CaptchaFlows.loginAfter(3))
                .client("app", "secret").create()) {
            realm.admin().clients().create(samlClient()).close();
            for (int i = 0; i < 3; i++) {
                assertThat(ecpLogin(realm, name, "wrong").text()).doesNotContain("Assertion");
            }

            assertThat(new Browser().open(realm.uri("/protocol/openid-connect/auth?client_id=app&response_type=code"
                    + "&scope=openid&redirect_uri=http://localhost/callback")).hasCaptcha()).isTrue();
        }
    }

    private static String openPaths(TestRealm realm) {
        return Findings.of(realm).json().toString();
    }

    private static ServerResponse ecpLogin(TestRealm realm) {
        return ecpLogin(realm, "ana", "password");
    }

    private static ServerResponse ecpLogin(TestRealm realm, String name, String password) {
        return Request.post(realm.uri("/protocol/saml")).basicAuth(name, password)
                .body("text/xml", ECP_REQUEST.formatted(Instant.now())).send();
    }

    private static ClientRepresentation samlClient() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("saml-app");
        client.setProtocol("saml");
        client.setRedirectUris(List.of("http://localhost/saml"));
        client.setAttributes(new HashMap<>(Map.of("saml.allow.ecp.flow", "true", "saml.client.signature", "false")));
        return client;
    }

    private static Stream<String> providersThatCheck(String what) {
        Properties classification = classification();
        return classification.stringPropertyNames().stream().filter(provider -> classification.getProperty(provider).equals(what))
                .map(provider -> provider.substring(provider.indexOf('.') + 1));
    }

    private static Properties classification() {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(Objects.requireNonNull(
                LoginPathsIT.class.getResourceAsStream("/io/komauth/protection/keycloak-login-providers.properties")),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties;
    }
}
