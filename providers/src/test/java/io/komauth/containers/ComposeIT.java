package io.komauth.containers;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.komauth.loginapi.GoldenResponse;
import io.komauth.testing.Browser;
import io.komauth.testing.ComposeProject;
import io.komauth.testing.ComposeVault;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithCompose;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.crypto.HMACProvider;
import org.keycloak.representations.idm.EventRepresentation;

/** What docker-compose.yml starts. Each test starts what it needs; the order saves starting it twice. */
@Full
@WithCompose
@TestMethodOrder(OrderAnnotation.class)
class ComposeIT {

    private static final String FORGED = "203.0.113.7";
    private static final int LOGINS_WHILE_NONE_IS_READY = 20;

    private static ComposeProject project;

    @BeforeAll
    static void begin() {
        project = ComposeProject.begin();
    }

    @AfterAll
    static void end() {
        if (project != null) {
            project.close();
        }
    }

    @Test
    @Order(1)
    void aBackupRestoresTenantsUsersKeysTokensAndCaptchas() throws Exception {
        KeycloakServer server = project.up(1, "demo");
        DemoTenant.unprotectOn(server);
        GoldenResponse.assertIs(LoginApiRequest.example(server).send());
        TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.setRealm(ComposeVault.REALM);
            realm.getAttributes().put("tenant.signing-key", "${vault.signing-key}");
            realm.getAttributes().put("captcha.lifespan", "1800");
        });
        ServerResponse login = LoginApiRequest.example(server, tenant).send();
        assertThat(isSignedByTheVaultsKey(login)).isTrue();
        String captcha = TokenRequest.fetchCaptcha(server, tenant.name());

        project.backUp();
        project.restore();
        KeycloakServer restored = project.up(2);

        GoldenResponse.assertIs(LoginApiRequest.example(restored).send());
        assertThat(userInfo(restored, login).status()).isEqualTo(200);
        ServerResponse refreshed = LoginApiRequest.refresh(restored, tenant.name(), login).send();
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(isSignedByTheVaultsKey(refreshed)).isTrue();
        TokenRequest redemption = TokenRequest.withoutCaptcha(restored, tenant.name(), "captcha").captcha(captcha, CODE);
        assertThat(redemption.send().status()).isEqualTo(200);
        assertThat(redemption.send().status()).isEqualTo(400);

        project.vault().write("");
        assertThat(List.of(LoginApiRequest.example(restored, tenant).send(),
                LoginApiRequest.refresh(restored, tenant.name(), refreshed).send())).as("without the vault's entry")
                .allSatisfy(refusal -> assertThat(refusal.status()).as(refusal.toString()).isEqualTo(400))
                .extracting(refusal -> refusal.member("error")).containsOnly("unauthorized_client");
        assertThat(userInfo(restored, login).status()).isEqualTo(401);

        project.vault().write(ComposeVault.KEY);
        assertThat(isSignedByTheVaultsKey(LoginApiRequest.example(restored, tenant).send())).isTrue();
        assertThat(userInfo(restored, login).status()).isEqualTo(200);
    }

    private static boolean isSignedByTheVaultsKey(ServerResponse login) throws Exception {
        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        return HMACProvider.verify(new JWSInput(login.member("access_token")), ComposeVault.KEY.getBytes(StandardCharsets.UTF_8));
    }

    private static ServerResponse userInfo(KeycloakServer server, ServerResponse login) {
        return Request.get(LoginApiRequest.uri(server, "user-info")).bearer(login.member("access_token")).send();
    }

    @Test
    @Order(2)
    void aCaptchaOfOneNodeIsGoodOnceOnAnother() {
        project.up(2);
        List<KeycloakServer> nodes = project.nodes();
        String key = LoginApiRequest.fetchCaptcha(nodes.get(0), DemoTenant.NAME);

        GoldenResponse.assertIs(login(nodes.get(1), key).send());
        assertThat(login(nodes.get(0), key).send().member("error")).isEqualTo("invalid_grant");
    }

    @Test
    @Order(3)
    void theLoginPageWorksWhicheverNodesAnswer() {
        KeycloakServer server = project.up(2);

        Browser browser = new Browser().open(server.uri("/realms/000000/protocol/openid-connect/auth?client_id=sword"
                + "&response_type=code&scope=openid&redirect_uri=http://localhost/callback"));

        assertThat(browser.page()).contains("captchaKey");
        assertThat(browser.logIn("admin", "admin").parameter("code")).isNotEmpty();
    }

    @Test
    @Order(4)
    void theAddressOfAClientIsTheTrueOneWhateverItSays() {
        KeycloakServer server = project.up(2);

        assertThat(addressOfForgedLogin(server)).isEqualTo(ComposeProject.clientAddress());
        assertThat(addressOfForgedLogin(project.nodes().get(0))).isEqualTo(ComposeProject.clientAddress());
    }

    private static String addressOfForgedLogin(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server).header("X-Forwarded-For", FORGED)
                .header("X-Forwarded-Host", "login.example.org").header("Forwarded", "for=" + FORGED).send();
        GoldenResponse.assertIs(login);
        EventRepresentation event = server.admin().realm(DemoTenant.NAME)
                .getEvents(List.of("LOGIN"), null, null, null, null, null, 0, 1).get(0);
        return event.getIpAddress();
    }

    @Test
    @Order(5)
    void aCaptchaOutlivesTheNodeThatIssuedIt() {
        KeycloakServer server = project.up(2);
        KeycloakServer issuer = project.nodes().get(0);
        KeycloakServer other = project.nodes().get(1);
        String direct = LoginApiRequest.fetchCaptcha(issuer, DemoTenant.NAME);
        String throughProxy = LoginApiRequest.fetchCaptcha(issuer, DemoTenant.NAME);

        issuer.close();

        GoldenResponse.assertIs(login(other, direct).send());
        GoldenResponse.assertIs(login(server, throughProxy).send());
    }

    /** Keycloak's own check of a cluster says of the other one of two for up to a minute that it is not ready. */
    @Test
    @Order(6)
    void theSecondNodeServesWhileKeycloakHoldsItForCutOffAsTheFirstHasCrashed() {
        KeycloakServer server = project.upOneAfterTheOther();
        List<KeycloakServer> nodes = project.nodes();
        GoldenResponse.assertIs(LoginApiRequest.example(nodes.get(1)).send());

        long before = timesWithNoNodeReady(server);

        project.killEldest();

        Poll.until("HAProxy finds no node that is ready", () -> {
            GoldenResponse.assertIs(LoginApiRequest.example(server).send());
            return timesWithNoNodeReady(server) > before;
        });
        for (int login = 0; login < LOGINS_WHILE_NONE_IS_READY; login++) {
            GoldenResponse.assertIs(LoginApiRequest.example(server).send());
        }
    }

    @Test
    @Order(7)
    void beforeTheBuildItIsRefusedForTheJarAndNoFolderTakesTheJarsPlace(@TempDir Path folder) {
        project.close();

        assertThat(ComposeProject.refusalBeforeTheBuild(folder)).contains("bind source path does not exist",
                folder.resolve("providers/target/keycloak-kom-auth.jar").toString());

        assertThat(folder.resolve("providers")).doesNotExist();
    }

    private static long timesWithNoNodeReady(KeycloakServer proxy) {
        return proxy.log().lines().filter(line -> line.contains("Server keycloak/"))
                .filter(line -> line.contains("Running on backup")).count();
    }

    private static LoginApiRequest login(KeycloakServer server, String key) {
        return LoginApiRequest.withoutCaptcha(server, DemoTenant.NAME).captcha(key, CODE);
    }
}
