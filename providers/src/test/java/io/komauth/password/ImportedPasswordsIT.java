package io.komauth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Users whose passwords an old system has hashed as {@code sha1hex(md5hex(password))}. */
@WithKeycloak
class ImportedPasswordsIT {

    private static final long IMPORTED = 1_600_000_000_000L;

    @EachDatabase
    @Test
    void theLoginApiAcceptsTheMd5AndRehashesTheUser(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            assertThat(documented(server, tenant, "li", "old").status()).isEqualTo(200);

            assertThat(StoredPassword.of(tenant, "li")).isEqualTo(new StoredPassword("md5-argon2", IMPORTED));
            assertThat(documented(server, tenant, "li", "old").status()).isEqualTo(200);
            assertThat(standard(server, tenant, "li", "old").status()).isEqualTo(200);
        }
    }

    @EachDatabase
    @Test
    void theStandardEndpointAcceptsThePasswordAndRehashesTheUser(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            assertThat(standard(server, tenant, "li", "old").status()).isEqualTo(200);

            assertThat(StoredPassword.of(tenant, "li")).isEqualTo(new StoredPassword("md5-argon2", IMPORTED));
            assertThat(standard(server, tenant, "li", "old").status()).isEqualTo(200);
            assertThat(documented(server, tenant, "li", "old").status()).isEqualTo(200);
        }
    }

    @EachDatabase
    @Test
    void aHashInCapitalsIsTheSame(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.getUsers().add(
                user("li", Md5.sha1OfHex("old").toUpperCase(Locale.ROOT))))) {
            assertThat(documented(server, tenant, "li", "old").status()).isEqualTo(200);
        }
    }

    @EachDatabase
    @Test
    void twentyFirstLoginsAtOnceAllSucceed(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server,
                realm -> realm.getUsers().add(user("li", Md5.sha1OfHex("old"))))) {
            assertThat(IntStream.range(0, 20).parallel().mapToObj(i -> documented(server, tenant, "li", "old"))
                    .map(ServerResponse::status).toList()).containsOnly(200);

            assertThat(StoredPassword.of(tenant, "li").algorithm()).isEqualTo("md5-argon2");
            assertThat(documented(server, tenant, "li", "old").status()).isEqualTo(200);
        }
    }

    @EachDatabase
    @Test
    void aWrongPasswordRehashesNobody(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            assertThat(documented(server, tenant, "li", "wrong").status()).isEqualTo(400);
            assertThat(standard(server, tenant, "li", Md5.hex("old")).member("error")).isEqualTo("invalid_grant");
            assertThat(standard(server, tenant, "li", Md5.sha1OfHex("old")).member("error")).isEqualTo("invalid_grant");

            assertThat(StoredPassword.of(tenant, "li").algorithm()).isEqualTo("sha1-md5");
        }
    }

    /** Where the realm keeps passwords by another algorithm, the first login moves them to that. */
    @EachDatabase
    @Test
    void aRealmOfAnotherAlgorithmTakesThemToo(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            RealmRepresentation realm = tenant.admin().toRepresentation();
            realm.setPasswordPolicy("hashAlgorithm(argon2)");
            tenant.admin().update(realm);

            assertThat(standard(server, tenant, "li", "old").status()).isEqualTo(200);

            assertThat(StoredPassword.of(tenant, "li")).isEqualTo(new StoredPassword("argon2", IMPORTED));
            assertThat(standard(server, tenant, "li", "old").status()).isEqualTo(200);
        }
    }

    /** The algorithm that only verifies makes the same hashes as the other, should a realm choose it by mistake. */
    @EachDatabase
    @Test
    void aRealmThatChoosesTheOldAlgorithmMakesNoOldHashes(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            RealmRepresentation realm = tenant.admin().toRepresentation();
            realm.setPasswordPolicy("hashAlgorithm(sha1-md5)");
            tenant.admin().update(realm);

            assertThat(documented(server, tenant, "li", "old").status()).isEqualTo(200);
            assertThat(StoredPassword.of(tenant, "li").algorithm()).isEqualTo("md5-argon2");
            assertThat(documented(server, tenant, "nobody", "old").status()).isEqualTo(400);
        }
    }

    /** Nobody learns from the time which users have not logged in since the move, or since the policy was made stricter. */
    @ParameterizedTest
    @CsvSource({"hashAlgorithm(md5-argon2), 25", "hashAlgorithm(md5-argon2) and hashIterations(15), 9",
            "hashAlgorithm(argon2) and hashIterations(15), 9", "hashAlgorithm(pbkdf2-sha512) and hashIterations(60000), 9"})
    void aWrongPasswordCostsAsLongAsWithAnyOtherUser(String policy, int samples, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.setPasswordPolicy("hashAlgorithm(md5-argon2)");
            realm.getUsers().add(user("li", Md5.sha1OfHex("old")));
            realm.getUsers().add(user("wang", Md5.sha1OfHex("old")));
            UserRepresentation withoutPassword = user("zhao", "");
            withoutPassword.setCredentials(List.of());
            realm.getUsers().add(withoutPassword);
        })) {
            // hashed by the policy as it is now, with fewer iterations than soon
            assertThat(documented(server, tenant, "wang", "old").status()).isEqualTo(200);
            RealmRepresentation realm = tenant.admin().toRepresentation();
            realm.setPasswordPolicy(policy);
            tenant.admin().update(realm);

            List<String> users = List.of("li", "wang", "nobody", "zhao");
            long[][] times = new long[users.size()][samples];
            // in turn, so that whatever else the machine does slows all
            for (int i = 0; i < samples; i++) {
                for (int user = 0; user < times.length; user++) {
                    times[user][i] = refused(server, tenant, users.get(user), policy.contains("md5"));
                }
            }

            double nobody = fastest(times[2]);
            assertThat(fastest(times[0]) / nobody).as("of an old system").isBetween(0.6, 1.6);
            assertThat(fastest(times[3]) / nobody).as("without a password").isBetween(0.6, 1.6);
            // where argon2 and the policy's algorithm are both computed, it takes longer
            assertThat(fastest(times[1]) / nobody).as("of an older policy").isBetween(0.6, policy.contains("pbkdf2") ? 2.5 : 1.6);
        }
    }

    /** @return nanoseconds that it took */
    private static long refused(KeycloakServer server, TestRealm tenant, String username, boolean documented) {
        LoginApiRequest byMd5 = LoginApiRequest.example(server, tenant).member("username", username)
                .member("password", Md5.hex("wrong"));
        TokenRequest byPassword = TokenRequest.captchaGrant(server, tenant).param("username", username)
                .param("password", "wrong");
        long start = System.nanoTime();
        ServerResponse response = documented ? byMd5.send() : byPassword.send();
        assertThat(response.member("error")).isEqualTo("invalid_grant");
        return System.nanoTime() - start;
    }

    /** The one that the rest of the machine has slowed least. */
    private static long fastest(long[] times) {
        return Arrays.stream(times).min().orElseThrow();
    }

    private static TestRealm tenant(KeycloakServer server) {
        return DemoTenant.copyTo(server, realm -> realm.getUsers().add(user("li", Md5.sha1OfHex("old"))));
    }

    private static UserRepresentation user(String username, String hash) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setCreatedDate(IMPORTED);
        password.setCredentialData("{\"algorithm\":\"sha1-md5\",\"hashIterations\":1}");
        password.setSecretData("{\"value\":\"" + hash + "\"}");
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        return user;
    }

    private static ServerResponse documented(KeycloakServer server, TestRealm tenant, String username, String password) {
        return LoginApiRequest.example(server, tenant).member("username", username).member("password", Md5.hex(password))
                .send();
    }

    private static ServerResponse standard(KeycloakServer server, TestRealm tenant, String username, String password) {
        return TokenRequest.captchaGrant(server, tenant).param("username", username).param("password", password).send();
    }
}
