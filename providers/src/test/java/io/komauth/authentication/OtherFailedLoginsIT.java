package io.komauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** What is guessed at other forms of Keycloak's brings the captcha of the login page, where three failures do. */
@WithKeycloak
@EachDatabase
class OtherFailedLoginsIT {

    private static final String USER = "ana";
    private static final String PASSWORD = "ana's password";

    private TestRealm provider;

    @BeforeEach
    void createProvider(KeycloakServer server) {
        provider = TestRealm.on(server).user(USER, "password at the provider")
                .client("tenant", "secret").create();
    }

    @AfterEach
    void removeProvider() {
        provider.close();
    }

    @Test
    void wrongPasswordsAtTheFirstLoginByAnIdentityProviderCount(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(addProvider(server, null)).create()) {
            Browser browser = viaProvider(realm).submit("submitAction", "linkAccount");
            for (int i = 0; i < 3; i++) {
                assertThat(browser.page()).contains("name=\"password\"");
                browser.submit("username", USER, "password", "wrong");
            }

            assertThat(loginPage(realm).hasCaptcha()).isTrue();
        }
    }

    @Test
    void wrongPasswordsAfterALoginByAnIdentityProviderCount(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(addProvider(server, "with password"))
                .with(CaptchaFlows.flow("with password", "auth-password-form")).create()) {
            FederatedIdentityRepresentation identity = new FederatedIdentityRepresentation();
            identity.setUserId(provider.admin().users().search(USER).get(0).getId());
            identity.setUserName(USER);
            String user = realm.admin().users().search(USER).get(0).getId();
            realm.admin().users().get(user).addFederatedIdentity("idp", identity).close();
            Browser browser = viaProvider(realm);
            for (int i = 0; i < 3; i++) {
                browser.submit("password", "wrong");
            }

            assertThat(loginPage(realm).hasCaptcha()).isTrue();
        }
    }

    @Test
    void wrongPasswordsInAResetCredentialsFlowCount(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(resetFlow("reset-credentials-choose-user", "auth-password-form")).create()) {
            for (int i = 0; i < 3; i++) {
                forgetPassword(realm, USER).submit("password", "wrong");
            }

            assertThat(loginPage(realm).hasCaptcha()).isTrue();
        }
    }

    /** Or the login page would say what the page for forgotten passwords does not. */
    @ParameterizedTest
    @ValueSource(strings = {USER, "nobody"})
    void namesOnThePasswordResetPageDoNotCount(String name, KeycloakServer server) {
        try (TestRealm realm = realm(server).with(resetFlow("reset-credentials-choose-user", "reset-credential-email"))
                .create()) {
            for (int i = 0; i < 3; i++) {
                forgetPassword(realm, name);
            }

            assertThat(loginPage(realm).hasCaptcha()).isFalse();
        }
    }

    @Test
    void wrongOneTimePasswordsCount(KeycloakServer server) {
        try (TestRealm realm = realm(server).user("otp", PASSWORD, user -> {
            CredentialRepresentation otp = new CredentialRepresentation();
            otp.setType("otp");
            otp.setSecretData("{\"value\":\"a secret of twenty c.\"}");
            otp.setCredentialData("{\"subType\":\"totp\",\"digits\":6,\"period\":30,\"algorithm\":\"HmacSHA1\",\"counter\":0}");
            user.setCredentials(new ArrayList<>(user.getCredentials()));
            user.getCredentials().add(otp);
        }).create()) {
            for (int i = 0; i < 3; i++) {
                assertThat(Request.post(realm.tokenEndpoint()).basicAuth("app", "secret").param("grant_type", "password")
                        .param("username", "otp").param("password", PASSWORD).param("totp", "wrong").send().status())
                        .isGreaterThanOrEqualTo(400);
            }

            assertThat(loginPage(realm).hasCaptcha()).isTrue();
        }
    }

    /** The secret of a client is no user's password, and a name that is taken is told by the page for registering itself. */
    @Test
    void failuresOtherThanUserLoginsDoNotCount(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(settings -> settings.setRegistrationAllowed(true)).create()) {
            for (int i = 0; i < 3; i++) {
                Request.post(realm.tokenEndpoint()).basicAuth("app", "wrong").param("grant_type", "client_credentials").send();
                new Browser().open(realm.uri("/protocol/openid-connect/registrations?client_id=app&response_type=code"
                        + "&scope=openid&redirect_uri=http://localhost/callback")).submit("username", USER, "password", "new",
                        "password-confirm", "new", "email", "a@example.org", "firstName", "a", "lastName", "b");
            }

            assertThat(realm.admin().getEvents(List.of("REGISTER_ERROR", "CLIENT_LOGIN_ERROR"), null, null, null, null, null,
                    0, 10)).hasSize(6);
            assertThat(loginPage(realm).hasCaptcha()).isFalse();
        }
    }

    private static TestRealmOptions realm(KeycloakServer server) {
        return TestRealm.on(server).user(USER, PASSWORD).client("app", "secret").with(CaptchaFlows.loginAfter(3))
                .with(settings -> {
                    settings.setResetPasswordAllowed(true);
                    settings.setEventsEnabled(true);
                });
    }

    private static Consumer<RealmRepresentation> resetFlow(String... steps) {
        return CaptchaFlows.flow("reset", steps).andThen(realm -> realm.setResetCredentialsFlow("reset"));
    }

    private static Browser forgetPassword(TestRealm realm, String name) {
        return new Browser().open(realm.uri("/login-actions/reset-credentials?client_id=app")).submit("username", name);
    }

    private static Browser loginPage(TestRealm realm) {
        return new Browser().open(realm.uri("/protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid"
                + "&redirect_uri=http://localhost/callback"));
    }

    private static Browser viaProvider(TestRealm realm) {
        return new Browser().open(realm.uri("/protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid"
                + "&kc_idp_hint=idp&redirect_uri=http://localhost/callback")).logIn(USER, "password at the provider");
    }

    /** @param postLoginFlow may be {@code null} */
    private Consumer<RealmRepresentation> addProvider(KeycloakServer server, String postLoginFlow) {
        String endpoints = "/realms/" + provider.name() + "/protocol/openid-connect/";
        IdentityProviderRepresentation identityProvider = new IdentityProviderRepresentation();
        identityProvider.setAlias("idp");
        identityProvider.setProviderId("oidc");
        identityProvider.setEnabled(true);
        identityProvider.setPostBrokerLoginFlowAlias(postLoginFlow);
        identityProvider.setConfig(Map.of("authorizationUrl", server.uri(endpoints + "auth").toString(),
                "tokenUrl", server.uriFromWithin(endpoints + "token").toString(),
                "jwksUrl", server.uriFromWithin(endpoints + "certs").toString(), "useJwksUrl", "true",
                "validateSignature", "true", "clientId", "tenant", "clientSecret", "secret",
                "clientAuthMethod", "client_secret_basic", "defaultScope", "openid email profile", "disableUserInfo", "true"));
        return realm -> realm.addIdentityProvider(identityProvider);
    }
}
