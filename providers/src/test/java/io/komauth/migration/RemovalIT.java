package io.komauth.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.Credentials;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Document;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.Shell;
import io.komauth.testing.Shell.Output;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A server whose JAR is taken out of it, and before that of its tenants, by the steps of docs/migration.md. */
@Full
@EachVersion
@WithPrograms({"bash", "jq"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemovalIT {

    private static final String PAGE = "migration.md";
    private static final String PASSWORD = "admin";
    private static final String SHARED = "HS256-shared";

    private KeycloakServer server;
    private TestRealm tenant;
    private TestRealm ofTemplate;
    private TestRealm stock;
    private RealmRepresentation stockBefore;
    private KomTool kom;
    private Output stranded;
    private Output formerStranded;
    private Output strandedAsKomLogsIn;

    @BeforeAll
    void takeTheJarOut(@TempDir Path folder) throws IOException {
        server = KeycloakServer.named("removal").fixedCaptchas().start();
        tenant = DemoTenant.copyTo(server, realm -> realm.setUsers(
                List.of(imported("diligent"), imported("lazy"), imported("absent"))));
        ofTemplate = TenantTemplate.TENANT.copyTo(server, realm -> {
            realm.setRegistrationAllowed(true);
            realm.setResetPasswordAllowed(true);
            realm.setUsers(List.of(withPassword("diligent", Credentials.password(PASSWORD))));
            CaptchaFlows.firstBrokerLogin().accept(realm);
            realm.setDefaultSignatureAlgorithm(SHARED);
            realm.getClients().get(0).setAttributes(new HashMap<>(Map.of("access.token.signed.response.alg", SHARED,
                    "id.token.signed.response.alg", SHARED, "user.info.response.signature.alg", SHARED,
                    "authorization.signed.response.alg", SHARED)));
            realm.getClients().get(0).setSecret("secret");
            realm.getClients().get(0).setRedirectUris(List.of("*"));
            realm.setPasswordPolicy("");
        });
        MigrationClient.create(server);
        Shell shell = Shell.in(folder).inProject().administrator(server).with("realm", tenant.name())
                .with("KEYCLOAK_URL", server.url().toString()).with("KEYCLOAK_SECRET_FILE",
                        Files.writeString(folder.resolve("secret"), MigrationClient.SECRET).toString());

        assertThat(withCaptcha("lazy").status()).isEqualTo(200);
        shell.succeed(Document.example(PAGE, "bash policy"));
        assertThat(withCaptcha("diligent").status()).isEqualTo(200);
        kom = MigrationClient.login(server);
        stranded = kom.run("users", "stranded", tenant.name());
        formerStranded = shell.run("stranded " + tenant.name());
        strandedAsKomLogsIn = shell.run("unset KEYCLOAK_URL KEYCLOAK_SECRET_FILE; migration/stranded " + tenant.name());
        String[] takeOut = KomTool.documented(Document.example(PAGE, "bash take-out").replace("\"$realm\"", tenant.name()));
        assertThat(kom.run(Stream.concat(Stream.of(takeOut), Stream.of("--dry-run")).toArray(String[]::new)).out())
                .as("what would be changed").contains("would be changed: flow ", "would be changed: a mapper");
        Output before = kom.run("take-out", "--check", tenant.name());
        assertThat(before.status()).as(before.toString()).isEqualTo(1);
        assertThat(before.err()).contains("still there: authenticationFlows", "oidc-tenant-claims-mapper", "realm attribute tenant.");
        assertThat(kom.succeed(takeOut)).as("the dry run has changed nothing").contains(": flow ", ": a mapper");
        Output again = kom.run(takeOut);
        assertThat(again.status()).as(again.toString()).isZero();
        assertThat(again.out()).as("a second run changes nothing").isEmpty();
        assertThat(again.err()).contains("nothing to remove");
        stock = TestRealm.on(server).create();
        stockBefore = stock.admin().partialExport(false, false);
        KomTool.administrator(server).succeed("protect", stock.name());
        assertThat(kom.succeed("take-out", stock.name())).contains("browserFlow was 'captcha browser', and is 'browser'");
        // the former command, with the login of kcadm.sh
        shell.with("realm", ofTemplate.name()).succeed("migration/take-out \"$realm\"");
        server.restartWithoutProviders();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("Those are found beforehand who will need a new password, and nobody else")
    void stranded() {
        assertThat(List.of(stranded, formerStranded, strandedAsKomLogsIn)).allSatisfy(output ->
                assertThat(output.out().lines()).as(output.toString()).containsExactlyInAnyOrder(
                        tenant.name() + "\tlazy\t\tmd5-argon2", tenant.name() + "\tabsent\t\tsha1-md5"));
    }

    @Test
    @DisplayName("Nothing of the JAR is left, read from the server after its restart, and a protected realm is as it was before")
    void remnants() {
        for (TestRealm realm : List.of(tenant, ofTemplate, stock)) {
            Output left = kom.run("take-out", "--check", realm.name());
            assertThat(left.status()).as(left.toString()).isZero();
            Output again = kom.run("take-out", realm.name());
            assertThat(again.status()).as(again.toString()).isZero();
            assertThat(again.err()).as(again.toString()).contains("nothing to remove");
        }
        RealmRepresentation after = stock.admin().partialExport(false, false);
        assertThat(after.getAuthenticationFlows()).usingRecursiveComparison().isEqualTo(stockBefore.getAuthenticationFlows());
        assertThat(after.getAuthenticatorConfig()).usingRecursiveComparison().isEqualTo(stockBefore.getAuthenticatorConfig());
        assertThat(after.getAttributes()).isEqualTo(stockBefore.getAttributes());
    }

    @Test
    @DisplayName("Who has logged in meanwhile logs in as before, by page and by endpoint, now without a captcha")
    void diligentUser() {
        ServerResponse login = login("diligent", PASSWORD);

        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        assertThat(Jwt.header(login.member("access_token")).get("alg").asText()).isEqualTo("RS256");
        assertThat(new Browser().open(loginPage(tenant)).logIn("diligent", PASSWORD).parameter("code")).isNotBlank();
    }

    @Test
    @DisplayName("A tenant of the template has Keycloak's own pages, and nobody is asked for a captcha")
    void tenantOfTheTemplate() {
        assertThat(TokenRequest.withoutCaptcha(server, ofTemplate.name(), "password").client(TenantTemplate.CLIENT, "secret")
                .param("scope", null).param("username", "diligent").param("password", PASSWORD).send().status()).isEqualTo(200);
        ServerResponse login = TokenRequest.withoutCaptcha(server, ofTemplate.name(), "password")
                .client(TenantTemplate.CLIENT, "secret")
                .param("scope", "openid").param("username", "diligent").param("password", PASSWORD).send();
        assertThat(Jwt.header(login.member("id_token")).get("alg").asText()).isEqualTo("RS256");
        assertThat(ofTemplate.admin().toRepresentation().getDefaultSignatureAlgorithm()).isEqualTo("RS256");
        assertThat(ofTemplate.admin().clients().findByClientId(TenantTemplate.CLIENT).get(0).getAttributes())
                .doesNotContainValue(SHARED);
        assertThat(ofTemplate.admin().flows().getExecutions("captcha first broker login existing account"))
                .extracting(AuthenticationExecutionInfoRepresentation::getProviderId).contains("idp-username-password-form");
        for (String page : List.of("auth", "registrations", "forgot-credentials")) {
            assertThat(new Browser().open(page(ofTemplate, page, TenantTemplate.CLIENT)).page()).as(page)
                    .contains("name=\"username\"").doesNotContain("captcha");
        }
        assertThat(new Browser().open(page(ofTemplate, "registrations", TenantTemplate.CLIENT)).submit("username", "new",
                "email", "new@example.org", "password", "a password", "password-confirm", "a password").parameter("code"))
                .isNotBlank();
    }

    @Test
    @DisplayName("Once the policy says argon2 again, logins move on to that")
    void argon2() {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setPasswordPolicy("hashAlgorithm(argon2)");
        tenant.admin().update(realm);

        assertThat(login("diligent", PASSWORD).status()).isEqualTo(200);

        assertThat(user("diligent").credentials().get(0).getCredentialData()).contains("\"algorithm\":\"argon2\"");
        assertThat(login("diligent", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("Who has not is refused as with a wrong password, on the page, too")
    void lazyUser() {
        ServerResponse wrong = login("diligent", "wrong");

        for (String username : List.of("lazy", "absent")) {
            ServerResponse refused = login(username, PASSWORD);
            assertThat(refused.status()).isEqualTo(wrong.status());
            assertThat(refused.text()).isEqualTo(wrong.text()).contains("invalid_grant");
            assertThat(new Browser().open(loginPage(tenant)).logIn(username, PASSWORD).page())
                    .contains("name=\"password\"");
        }
    }

    @Test
    @DisplayName("They log in again with a new password that an administrator gives them")
    void newPassword() {
        user("absent").resetPassword(Credentials.password("new"));

        assertThat(login("absent", "new").status()).isEqualTo(200);
        assertThat(login("absent", PASSWORD).status()).isLessThan(500).isGreaterThanOrEqualTo(400);
    }

    @Test
    @DisplayName("What the JAR served is not there any more, and no address of the tenant is an error of the server")
    void addresses() {
        assertThat(Request.get(tenant.uri("/captcha")).send().status()).isEqualTo(404);
        assertThat(Request.get(LoginApiRequest.uri(server, "captcha")).send().status()).isEqualTo(404);
        assertThat(TokenRequest.withoutCaptcha(server, tenant.name(), "captcha").send().member("error"))
                .isEqualTo("unsupported_grant_type");
        for (String path : List.of("", "/.well-known/openid-configuration", "/protocol/openid-connect/certs")) {
            assertThat(Request.get(tenant.uri(path)).send().status()).as(path).isIn(200, 302, 303);
        }
        assertThat(Request.get(loginPage(tenant)).send().status()).isEqualTo(200);
        assertThat(tenant.admin().clients().findAll()).isNotEmpty();
        for (TestRealm realm : List.of(tenant, ofTemplate)) {
            assertThat(realm.admin().flows().getFlows())
                    .flatMap(flow -> realm.admin().flows().getExecutions(flow.getAlias()))
                    .extracting(AuthenticationExecutionInfoRepresentation::getProviderId)
                    .doesNotContain("direct-grant-allow-expired-password", "conditional-login-failures", "deny-locked-address")
                    .noneMatch(step -> step != null && step.matches("(.*-)?captcha(-.*)?"));
        }
        assertThat(tenant.admin().partialExport(true, true).getRealm()).isEqualTo(tenant.name());
    }

    private ServerResponse withCaptcha(String username) {
        return TokenRequest.captchaGrant(server, tenant).param("username", username).send();
    }

    private ServerResponse login(String username, String password) {
        return TokenRequest.withoutCaptcha(server, tenant.name(), "password").param("username", username)
                .param("password", password).send();
    }

    private UserResource user(String username) {
        String id = tenant.admin().users().searchByUsername(username, true).get(0).getId();
        return tenant.admin().users().get(id);
    }

    private static URI loginPage(TestRealm tenant) {
        return page(tenant, "auth", "sword");
    }

    private static URI page(TestRealm tenant, String page, String client) {
        return tenant.uri("/protocol/openid-connect/" + page + "?client_id=" + client
                + "&response_type=code&scope=openid&redirect_uri=http://localhost/callback");
    }

    private static UserRepresentation imported(String username) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setCredentialData("{\"algorithm\":\"sha1-md5\",\"hashIterations\":1}");
        password.setSecretData("{\"value\":\"" + Md5.sha1OfHex(PASSWORD) + "\"}");
        return withPassword(username, password);
    }

    private static UserRepresentation withPassword(String username, CredentialRepresentation password) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        return user;
    }
}
