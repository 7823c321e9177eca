package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachVersion;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;

/** The member {@code altcha} of the documented API: proof of work in place of the picture. */
@WithKeycloak
@EachVersion
class LoginApiWorkIT {

    private static final String USER = "admin";
    private static final String WRONG = "00000000000000000000000000000000";
    private static final String TOO_EASY = "After failed logins more work is needed. Solve the challenge of this response.";

    private final KeycloakServer server;

    LoginApiWorkIT(KeycloakServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @CsvSource({"either,captcha", "either,password", "work,captcha", "work,password"})
    void aSolutionIsRedeemedOnce(String kinds, String grantType) {
        try (TestRealm tenant = tenant(kinds)) {
            String solution = ProofOfWork.payload(server, tenant.name());

            ServerResponse login = work(tenant, solution).member("grant_type", grantType).send();
            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            assertThat(login.member("tenant_id")).isEqualTo(tenant.name());

            assertRefused(work(tenant, solution).member("grant_type", grantType).send(), "invalid_grant",
                    "The proof of work has expired, was used before or is not valid. Fetch another challenge.");
            assertEvent(tenant, "invalid_captcha", "Proof of work is expired, used or not valid");
        }
    }

    @Test
    void aSolutionIsAlsoTakenFromAForm() {
        try (TestRealm tenant = tenant("either")) {
            assertThat(work(tenant, ProofOfWork.payload(server, tenant.name())).sendAsForm().status()).isEqualTo(200);
        }
    }

    @Test
    void aTenantThatAcceptsThePictureAloneRefusesASolution() {
        try (TestRealm tenant = tenant("picture"); TestRealm other = tenant("work")) {
            String solution = ProofOfWork.payload(server, other.name());

            assertRefused(work(tenant, solution).send(), "invalid_request",
                    "This tenant takes no proof of work. Send captchaKey and captchaCode.");
            assertEvent(tenant, "invalid_request",
                    "This realm accepts no proof of work; send captchaKey and captchaCode");
            assertThat(work(other, solution).send().status()).as("it was not spent there").isEqualTo(200);
        }
    }

    /** The clients of the API know nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"picture", "work", "either"})
    void everyTenantAcceptsThePictureWhateverHasFailed(String kinds) {
        try (TestRealm tenant = tenant(kinds, "1")) {
            assertThat(login(tenant).member("password", WRONG).send().member("error_description"))
                    .isEqualTo("Wrong username or password.");
            Poll.until("the failure is counted", () -> failures(tenant) == 1);

            assertThat(login(tenant).send().status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsTooEasyIsRefusedWithAHarderChallengeAndIsNoFailedLogin() {
        try (TestRealm tenant = tenant("work")) {
            String easy = ProofOfWork.payload(server, tenant.name());
            assertThat(work(tenant, ProofOfWork.payload(server, tenant.name())).member("password", WRONG).send()
                    .member("error_description")).isEqualTo("Wrong username or password.");

            ServerResponse refused = work(tenant, easy).send();

            assertRefused(refused, "invalid_grant", TOO_EASY);
            assertThat(refused.json().fieldNames()).toIterable().containsExactly("error", "error_description", "challenge");
            JsonNode challenge = refused.json().get("challenge");
            assertThat(challenge.fieldNames()).toIterable().containsExactly("parameters", "signature");
            assertThat(challenge.at("/parameters/data/level").asInt()).isEqualTo(1);
            assertEvent(tenant, "invalid_captcha",
                    "Proof of work is too easy after failed logins; solve the challenge of this response");
            assertThat(failures(tenant)).isEqualTo(1);
            assertThat(work(tenant, easy).header("Accept-Language", "zh-CN").send().member("error_description"))
                    .isEqualTo("工作量证明已过期、已使用或无效，请重新获取。");
            assertThat(work(tenant, ProofOfWork.payload(challenge)).send().status()).isEqualTo(200);
        }
    }

    @Test
    void thePictureThatIsNeededAsWellComesWithTheChallenge() {
        try (TestRealm tenant = tenant("either", "1")) {
            work(tenant, ProofOfWork.payload(server, tenant.name())).member("password", WRONG).send();
            Poll.until("the failure is counted", () -> failures(tenant) == 1);

            ServerResponse refused = work(tenant, ProofOfWork.payload(server, tenant.name())).send();

            assertRefused(refused, "invalid_grant",
                    "After failed logins a picture captcha is needed as well. Solve the challenge of this response.");
            assertEvent(tenant, "invalid_captcha",
                    "A picture captcha is needed as well after failed logins; solve the challenge of this response");
            String payload = Request.post(tenant.uri("/captcha/work/verify")).body("application/json", "{\"code\":\""
                    + TokenRequest.CODE + "\",\"payload\":\"" + ProofOfWork.payload(refused.json().get("challenge")) + "\"}")
                    .send().member("payload");
            assertThat(work(tenant, payload).send().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "e30=", "bnVsbA==", "W10="})
    void aMalformedSolutionIsRefused(String payload) {
        try (TestRealm tenant = tenant("work")) {
            assertRefused(work(tenant, payload).send(), "invalid_grant",
                    "The proof of work has expired, was used before or is not valid. Fetch another challenge.");
            assertEvent(tenant, "invalid_captcha", "Proof of work is expired, used or not valid");
            assertThat(failures(tenant)).isZero();
        }
    }

    private TestRealm tenant(String kinds) {
        return tenant(kinds, "0");
    }

    /** @param pictureFrom the number of failed logins from which on both are needed */
    private TestRealm tenant(String kinds, String pictureFrom) {
        return DemoTenant.copyTo(server, realm -> {
            realm.getAttributes().putAll(Map.of("captcha.kinds", kinds, "captcha.work.derivations", "100",
                    "captcha.work.picture-from", pictureFrom));
            realm.setEventsEnabled(true);
            realm.setBruteForceProtected(true);
        });
    }

    private LoginApiRequest work(TestRealm tenant, String solution) {
        return login(tenant).captcha(null, null).member("altcha", solution);
    }

    private LoginApiRequest login(TestRealm tenant) {
        return LoginApiRequest.example(server, tenant).header("Accept-Language", "en");
    }

    private static void assertRefused(ServerResponse response, String error, String text) {
        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo(error);
        assertThat(response.member("error_description")).isEqualTo(text);
    }

    /** The same details for every refusal: who tried, and why not. */
    private static void assertEvent(TestRealm tenant, String error, String reason) {
        EventRepresentation event = tenant.admin().getEvents(List.of("LOGIN_ERROR"), null, null, null, null, null, 0, 1).get(0);
        assertThat(event.getError()).isEqualTo(error);
        assertThat(event.getClientId()).isEqualTo("sword");
        assertThat(event.getUserId()).isNull();
        assertThat(event.getDetails()).containsAllEntriesOf(Map.of("username", USER, "reason", reason));
    }

    private static int failures(TestRealm tenant) {
        String user = tenant.admin().users().search(USER).get(0).getId();
        return (int) tenant.admin().attackDetection().bruteForceUserStatus(user).get("numFailures");
    }
}
