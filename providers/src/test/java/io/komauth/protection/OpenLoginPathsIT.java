package io.komauth.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.FlowCopy;
import io.komauth.testing.IdentityProviders;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Each test opens a login path, finds it in the list of what is still open, and no more once its remedy is applied. */
@WithKeycloak
class OpenLoginPathsIT {

    private static final Pattern BROKER_LINK = Pattern.compile("href=\"([^\"]*/broker/idp/login[^\"]*)\"");
    private static final Pattern OTHER_STEP = Pattern.compile("name=\"authenticationExecution\" value=\"([^\"]+)\"");

    @Test
    void aStockRealmIsOpenByItsFlows(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(stock -> {
            stock.setRegistrationAllowed(true);
            stock.setResetPasswordAllowed(true);
        }).create()) {
            assertThat(login(realm, "app").logIn("ana", "password").parameter("code")).isNotBlank();
            assertThat(passwordGrant(realm, "app").status()).isEqualTo(200);
            assertThat(page(realm, "registrations").submit("username", "eva", "email", "eva@example.org", "firstName", "Eva",
                    "lastName", "Test", "password", "password", "password-confirm", "password").parameter("code")).isNotBlank();
            assertThat(page(realm, "forgot-credentials").page()).contains("name=\"username\"").doesNotContain("captcha");
            Findings findings = Findings.of(realm);
            assertThat(findings.open()).containsExactly("browser-flow auth-username-password-form",
                    "direct-grant-flow direct-grant-validate-password", "registration registration-user-creation",
                    "reset-password reset-credentials-choose-user");
            assertThat(findings.warnings()).isEmpty();
            assertThat(findings.open("text")).contains("The browser flow checks passwords without a captcha: step Username Password "
                    + "Form in the flow forms.");
            assertThat(findings.open("severity")).containsOnly("open");
            assertThat(Findings.in("zh-CN", realm).open("remedy")).allMatch(remedy -> remedy.startsWith("保护此 realm"));

            String browser = FlowCopy.of(realm, "browser").replace("auth-username-password-form",
                    "captcha-username-password-form").alias();
            String grant = FlowCopy.of(realm, "direct grant").addFirst("direct-grant-validate-captcha").alias();
            String registration = FlowCopy.of(realm, "registration").addBeside("registration-user-creation",
                    "registration-captcha-image").alias();
            String reset = FlowCopy.of(realm, "reset credentials").replace("reset-credentials-choose-user",
                    "reset-credentials-captcha").alias();
            assertThat(Findings.of(realm).open()).hasSize(4);
            update(realm, bound -> {
                bound.setBrowserFlow(browser);
                bound.setDirectGrantFlow(grant);
                bound.setRegistrationFlow(registration);
                bound.setResetCredentialsFlow(reset);
                bound.setLoginTheme("kom");
            });

            assertThat(login(realm, "app").hasCaptcha()).isTrue();
            assertThat(passwordGrant(realm, "app").member("error")).isEqualTo("invalid_request");
            assertThat(page(realm, "registrations").hasCaptcha()).isTrue();
            assertThat(page(realm, "forgot-credentials").hasCaptcha()).isTrue();
            assertThat(Findings.of(realm).open()).isEmpty();
            assertThat(Findings.of(realm).warnings()).isEmpty();
        }
    }

    @Test
    void pathsThatAreSwitchedOffAreNotOpen(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(CaptchaFlows.login()).create()) {
            assertThat(Findings.of(realm).open()).containsExactly("direct-grant-flow direct-grant-validate-password");

            update(realm, changed -> changed.setLoginTheme("kom"));
            for (String allowed : List.of("app", "admin-cli")) {
                ClientRepresentation client = client(realm, allowed);
                client.setDirectAccessGrantsEnabled(false);
                realm.admin().clients().get(client.getId()).update(client);
            }
            assertThat(passwordGrant(realm, "app").status()).isEqualTo(400);
            assertThat(Findings.of(realm).open()).isEmpty();
            assertThat(Findings.of(realm).warnings()).isEmpty();

            ClientRepresentation app = client(realm, "app");
            app.setDirectAccessGrantsEnabled(true);
            realm.admin().clients().get(app.getId()).update(app);
            assertThat(passwordGrant(realm, "app").status()).isEqualTo(200);
            assertThat(Findings.of(realm).open()).containsExactly("direct-grant-flow direct-grant-validate-password");
        }
    }

    @Test
    void theTemplateOfTenantsIsClosed(KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server)) {
            assertThat(Findings.of(realm).open()).isEmpty();
            assertThat(Findings.of(realm).warnings()).isEmpty();
        }
    }

    @Test
    void aClientWithFlowsOfItsOwnIsOpen(KeycloakServer server) {
        try (TestRealm realm = realm(server).client("own", "secret").create()) {
            protect(realm);
            assertThat(Findings.of(realm).open()).isEmpty();
            ClientRepresentation client = client(realm, "own");
            client.setAuthenticationFlowBindingOverrides(Map.of("browser", flow(realm, "browser"), "direct_grant",
                    flow(realm, "direct grant")));
            realm.admin().clients().get(client.getId()).update(client);

            assertThat(login(realm, "app").hasCaptcha()).isTrue();
            assertThat(login(realm, "own").logIn("ana", "password").parameter("code")).isNotBlank();
            assertThat(passwordGrant(realm, "app").status()).isEqualTo(400);
            assertThat(passwordGrant(realm, "own").status()).isEqualTo(200);
            assertThat(Findings.of(realm).open()).containsExactlyInAnyOrder(
                    "client-browser-flow own auth-username-password-form",
                    "client-direct-grant-flow own direct-grant-validate-password");

            client.setAuthenticationFlowBindingOverrides(Map.of("browser", "", "direct_grant", ""));
            realm.admin().clients().get(client.getId()).update(client);
            assertThat(login(realm, "own").hasCaptcha()).isTrue();
            assertThat(passwordGrant(realm, "own").status()).isEqualTo(400);
            assertThat(Findings.of(realm).open()).isEmpty();
        }
    }

    @Test
    void aFlowThatAClientPolicyChoosesIsOpen(KeycloakServer server) {
        try (TestRealm realm = realm(server).create()) {
            protect(realm);
            ClientPolicyExecutorRepresentation executor = new ClientPolicyExecutorRepresentation();
            executor.setExecutorProviderId("auth-flow-enforcer");
            executor.setConfiguration(JsonNodeFactory.instance.objectNode().put("auth-flow-alias", "browser"));
            ClientProfileRepresentation profile = new ClientProfileRepresentation();
            profile.setName("stock");
            profile.setExecutors(List.of(executor));
            ClientProfilesRepresentation profiles = new ClientProfilesRepresentation();
            profiles.setProfiles(List.of(profile));
            realm.admin().clientPoliciesProfilesResource().updateProfiles(profiles);
            setPolicy(realm, true);

            assertThat(login(realm, "app").logIn("ana", "password").parameter("code")).isNotBlank();
            assertThat(Findings.of(realm).open()).containsExactly("client-policy-flow all auth-username-password-form");

            setPolicy(realm, false);
            assertThat(login(realm, "app").hasCaptcha()).isTrue();
            assertThat(Findings.of(realm).open()).isEmpty();
        }
    }

    @Test
    void aStockFormBesideOursIsOpenUnlessItIsDisabled(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(CaptchaFlows.directGrant(Map.of()))
                .with(CaptchaFlows.alternatives("both", "captcha-username-password-form", "auth-username-password-form"))
                .create()) {
            Browser browser = login(realm, "app");
            assertThat(browser.hasCaptcha()).isTrue();
            Matcher stock = OTHER_STEP.matcher(browser.submit("tryAnotherWay", "on").page());
            assertThat(browser.hasCaptcha()).isFalse();
            assertThat(stock.find()).as(browser.page()).isTrue();
            String ours = stock.group(1);
            assertThat(stock.find()).as(browser.page()).isTrue();
            assertThat(ours).isNotEqualTo(stock.group(1));
            assertThat(browser.submit("authenticationExecution", stock.group(1)).hasCaptcha()).isFalse();
            assertThat(browser.submit("username", "ana", "password", "password").parameter("code")).isNotBlank();
            assertThat(Findings.of(realm).open()).containsExactly("browser-flow auth-username-password-form");

            AuthenticationExecutionInfoRepresentation form = realm.admin().flows().getExecutions("both").get(1);
            form.setRequirement("DISABLED");
            realm.admin().flows().updateExecutions("both", form);
            assertThat(login(realm, "app").submit("tryAnotherWay", "on").page()).doesNotContain(stock.group(1));
            assertThat(Findings.of(realm).open()).isEmpty();
        }
    }

    @Test
    void theFlowsOfAnIdentityProviderAreOpen(KeycloakServer server) {
        try (TestRealm provider = TestRealm.on(server).user("ana", "elsewhere").client("broker", "secret").create();
                TestRealm realm = realm(server).with(CaptchaFlows.login()).with(CaptchaFlows.directGrant(Map.of()))
                        .with(CaptchaFlows.firstBrokerLogin("idp-username-password-form", "stock first login"))
                        .with(CaptchaFlows.firstBrokerLogin())
                        .with(CaptchaFlows.flow("stock post login", "auth-username-password-form")).with(imported -> {
                            imported.setLoginTheme("kom");
                            IdentityProviderRepresentation idp = IdentityProviders.oidc(server, provider, "broker", "secret");
                            idp.setFirstBrokerLoginFlowAlias("stock first login");
                            idp.setPostBrokerLoginFlowAlias("stock post login");
                            imported.addIdentityProvider(idp);
                        }).create()) {
            Browser linking = brokerLogin(realm);
            assertThat(linking.hasCaptcha()).isFalse();
            assertThat(linking.submit("username", "ana", "password", "password").hasCaptcha()).isFalse();
            assertThat(linking.submit("password", "password").parameter("code")).isNotBlank();
            assertThat(Findings.of(realm).open()).containsExactly("first-broker-login idp idp-username-password-form",
                    "post-broker-login idp auth-username-password-form");

            IdentityProviderRepresentation idp = realm.admin().identityProviders().get("idp").toRepresentation();
            idp.setFirstBrokerLoginFlowAlias(null);
            idp.setPostBrokerLoginFlowAlias(null);
            realm.admin().identityProviders().get("idp").update(idp);
            String ana = realm.admin().users().search("ana").get(0).getId();
            realm.admin().users().get(ana).removeFederatedIdentity("idp");
            Browser protectedLogin = brokerLogin(realm);
            assertThat(protectedLogin.hasCaptcha()).isTrue();
            assertThat(protectedLogin.submitSolved("username", "ana", "password", "password").parameter("code")).isNotBlank();
            assertThat(Findings.of(realm).open()).isEmpty();
        }
    }

    @Test
    void aDockerClientIsOpen(KeycloakServer server) {
        try (TestRealm realm = realm(server).create()) {
            protect(realm);
            ClientRepresentation registry = new ClientRepresentation();
            registry.setClientId("registry");
            registry.setProtocol("docker-v2");
            registry.setRedirectUris(List.of("*"));
            realm.admin().clients().create(registry).close();

            assertThat(dockerLogin(realm).member("token")).isNotBlank();
            assertThat(Findings.of(realm).open()).containsExactly("docker registry docker-http-basic-authenticator");

            realm.admin().clients().get(client(realm, "registry").getId()).remove();
            assertThat(dockerLogin(realm).status()).isEqualTo(400);
            assertThat(Findings.of(realm).open()).isEmpty();
        }
    }

    @Test
    void aCaptchaAfterFailuresIsNoOpenPathButIsTold(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(CaptchaFlows.loginAfter(3)).with(CaptchaFlows.directGrantAfter(3))
                .with(imported -> imported.setLoginTheme("kom")).create()) {
            assertThat(login(realm, "app").hasCaptcha()).isFalse();

            assertThat(Findings.of(realm).open()).isEmpty();
            assertThat(Findings.of(realm).warnings()).containsExactlyInAnyOrder(
                    "captcha-after-failures captcha-username-password-form",
                    "captcha-after-failures direct-grant-validate-password");
        }
    }

    @Test
    void manyPasswordsOnOneCaptchaAreTold(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(CaptchaFlows.usernameFirst()).with(CaptchaFlows.directGrant(Map.of()))
                .with(imported -> imported.setLoginTheme("kom")).create()) {
            Browser browser = login(realm, "app").submitSolved("username", "ana");
            for (int i = 0; i < 3; i++) {
                assertThat(browser.submit("password", "wrong").hasCaptcha()).isFalse();
            }
            assertThat(browser.submit("password", "password").parameter("code")).isNotBlank();

            assertThat(Findings.of(realm).open()).isEmpty();
            assertThat(Findings.of(realm).warnings()).containsExactly("password-page-after-captcha auth-password-form");
        }
    }

    @Test
    void aThemeWithoutTheFieldIsTold(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.directGrant(Map.of())).with(imported -> {
                    imported.setRegistrationAllowed(true);
                    imported.setLoginTheme("keycloak.v2");
                }).create()) {
            assertThat(login(realm, "app").hasCaptcha()).isTrue();
            assertThat(Findings.of(realm).open()).isEmpty();
            assertThat(Findings.of(realm).warnings()).containsExactly("theme-without-field keycloak.v2 login.ftl",
                    "theme-without-field keycloak.v2 register.ftl");

            update(realm, changed -> changed.setLoginTheme("kom"));
            assertThat(Findings.of(realm).warnings()).isEmpty();
        }
    }

    private static void protect(TestRealm realm) {
        String browser = FlowCopy.of(realm, "browser").replace("auth-username-password-form",
                "captcha-username-password-form").alias();
        String grant = FlowCopy.of(realm, "direct grant").addFirst("direct-grant-validate-captcha").alias();
        update(realm, bound -> {
            bound.setBrowserFlow(browser);
            bound.setDirectGrantFlow(grant);
            bound.setLoginTheme("kom");
        });
    }

    private static void setPolicy(TestRealm realm, boolean enabled) {
        ClientPolicyConditionRepresentation condition = new ClientPolicyConditionRepresentation();
        condition.setConditionProviderId("any-client");
        condition.setConfiguration(JsonNodeFactory.instance.objectNode());
        ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
        policy.setName("all");
        policy.setEnabled(enabled);
        policy.setConditions(List.of(condition));
        policy.setProfiles(List.of("stock"));
        ClientPoliciesRepresentation policies = new ClientPoliciesRepresentation();
        policies.setPolicies(List.of(policy));
        realm.admin().clientPoliciesPoliciesResource().updatePolicies(policies);
    }

    private static TestRealmOptions realm(KeycloakServer server) {
        return TestRealm.on(server).user("ana", "password").client("app", "secret");
    }

    private static void update(TestRealm realm, Consumer<RealmRepresentation> change) {
        RealmRepresentation representation = realm.admin().toRepresentation();
        change.accept(representation);
        realm.admin().update(representation);
    }

    private static Browser login(TestRealm realm, String client) {
        return new Browser().open(address(realm, "auth", client));
    }

    private static Browser page(TestRealm realm, String name) {
        return new Browser().open(address(realm, name, "app"));
    }

    private static URI address(TestRealm realm, String page, String client) {
        return realm.uri("/protocol/openid-connect/" + page + "?client_id=" + client
                + "&response_type=code&scope=openid&redirect_uri=http://localhost/callback");
    }

    private static Browser brokerLogin(TestRealm realm) {
        URI start = address(realm, "auth", "app");
        Browser browser = new Browser().open(start);
        Matcher link = BROKER_LINK.matcher(browser.page());
        assertThat(link.find()).as(browser.page()).isTrue();
        return browser.open(start.resolve(link.group(1).replace("&amp;", "&"))).logIn("ana", "elsewhere");
    }

    private static ServerResponse passwordGrant(TestRealm realm, String client) {
        return Request.post(realm.tokenEndpoint()).basicAuth(client, "secret").param("grant_type", "password")
                .param("username", "ana").param("password", "password").send();
    }

    private static ServerResponse dockerLogin(TestRealm realm) {
        return Request.get(realm.uri("/protocol/docker-v2/auth?service=registry&account=ana")).basicAuth("ana", "password").send();
    }

    private static ClientRepresentation client(TestRealm realm, String clientId) {
        return realm.admin().clients().findByClientId(clientId).get(0);
    }

    private static String flow(TestRealm realm, String alias) {
        return realm.admin().flows().getFlows().stream().filter(flow -> flow.getAlias().equals(alias))
                .map(AuthenticationFlowRepresentation::getId).findFirst().orElseThrow();
    }
}
