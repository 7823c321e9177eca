package io.komauth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.testing.Credentials;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.Poll;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.SharedServer;
import io.komauth.testing.Sm2Example;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.bouncycastle.crypto.engines.SM2Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Passwords that clients of the documented API encrypt with their tenant's public key. */
@WithKeycloak
class Sm2PasswordIT {

    private static final String NOT_DECRYPTED = "The SM2-encrypted password could not be decrypted. Encrypt it with the public key"
            + " of this tenant, in the order C1C2C3 (cipher mode 0), as hexadecimal digits.";
    private static final String NO_KEY =
            "This tenant has no valid key to decrypt the password by SM2. Tell the administrator.";
    private static final String NEITHER = "This tenant expects the password encrypted by SM2 with its public key (hexadecimal"
            + " digits, order C1C2C3), or the MD5 of the password, 32 hexadecimal digits. Other forms of a password are not"
            + " checked.";
    private static final String ADMIN = Sm2Example.all().get(0).cipher();

    /** Tenants that no test changes, the second with brute-force protection: to make one takes longer than such a test. */
    private static TestRealm unchanged;
    private static TestRealm guarded;

    @BeforeAll
    static void createTenants(KeycloakServer server) {
        unchanged = tenant(server, realm -> { });
        guarded = tenant(server, DemoTenant::protect);
    }

    @AfterAll
    static void removeTenants() {
        unchanged.close();
        guarded.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashAlgorithm(md5-argon2)", "hashAlgorithm(sha1-md5)", "hashAlgorithm(argon2)", ""})
    void anEncryptedPasswordLogsInAsThePasswordItselfDoesElsewhere(String policy, KeycloakServer server) {
        try (TestRealm tenant = tenant(server, realm -> realm.setPasswordPolicy(policy))) {
            for (Sm2Example example : Sm2Example.all()) {
                reset(tenant, example.plain());

                assertThat(Stream.of(example.cipher(), "04" + example.cipher(), example.cipher().toUpperCase(Locale.ROOT)))
                        .allSatisfy(cipher -> assertThat(documented(server, tenant, cipher).status()).isEqualTo(200));
                assertThat(documented(server, tenant, Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, "wrong")).member("error"))
                        .isEqualTo("invalid_grant");
                assertThat(documented(server, tenant, policy.contains("md5") ? Md5.hex(example.plain()) : example.plain()).status())
                        .as("the form without SM2").isEqualTo(200);
            }
        }
    }

    /** The MD5 of the password is another password, as it is on a page. */
    @Test
    void anEncryptedMd5IsNoPassword(KeycloakServer server) {
        assertThat(documented(server, unchanged, Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, Md5.hex("admin"))).member("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aLoginRehashesAUserOfTheOldSystem(KeycloakServer server) {
        try (TestRealm tenant = tenant(server, realm -> realm.getUsers().add(userOfTheOldSystem()))) {
            ServerResponse login = LoginApiRequest.example(server, tenant).member("username", "li").member("password", ADMIN).send();

            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            assertThat(StoredPassword.of(tenant, "li")).isEqualTo(new StoredPassword("md5-argon2", 1_600_000_000_000L));
        }
    }

    @Test
    void theStandardEndpointDecryptsNothing(KeycloakServer server) {
        assertThat(TokenRequest.captchaGrant(server, unchanged).param("password", ADMIN).send().member("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void whatCannotBeDecryptedIsToldApartAndIsNoFailedLogin(KeycloakServer server) {
        try (TestRealm tenant = tenant(server, DemoTenant::protect)) {
            Map<String, String> passwords = undecryptable();
            passwords.forEach((what, password) -> {
                for (String username : List.of("admin", "nobody")) {
                    assertIsRefused(login(server, tenant, username, password), what + " of " + username, NOT_DECRYPTED);
                }
            });

            assertThat(failures(tenant)).isZero();
            assertThat(events(tenant)).hasSize(2 * passwords.size()).allSatisfy(event -> {
                assertThat(event.getError()).isEqualTo("invalid_request");
                assertThat(event.getUserId()).isNull();
                assertThat(event.getDetails()).containsKey("username")
                        .containsEntry("reason", "The SM2-encrypted password cannot be decrypted");
            });
            assertThat(documented(server, tenant, ADMIN).status()).isEqualTo(200);
        }
    }

    /** Where passwords come as they are, digits may be one, so that only what is longer than those is taken for a ciphertext. */
    @Test
    void whatCannotBeDecryptedIsToldApartWherePasswordsComeAsTheyAre(KeycloakServer server) {
        String digits = "0123456789abcdef".repeat(8);
        try (TestRealm tenant = tenant(server, realm -> realm.setPasswordPolicy(null))) {
            undecryptable().forEach((what, password) -> {
                if (password.length() > digits.length()) {
                    assertIsRefused(login(server, tenant, "admin", password), what, NOT_DECRYPTED);
                }
            });
            reset(tenant, digits);

            assertThat(documented(server, tenant, digits).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "deadbeef", "密码", "0x21232f297a57a5a743894a0e4a801fc3"})
    void whatIsNeitherMd5NorEncryptedIsToldApart(String password, KeycloakServer server) {
        assertIsRefused(login(server, guarded, "admin", password), password, NEITHER);
        assertIsRefused(login(server, guarded, "nobody", password), password, NEITHER);

        assertThat(failures(guarded)).isZero();
    }

    @Test
    void theCaptchaComesFirstAndIsSpent(KeycloakServer server) {
        LoginApiRequest login = LoginApiRequest.example(server, unchanged).member("password", ADMIN.substring(2));

        assertThat(LoginApiRequest.example(server, unchanged).member("password", ADMIN).member("captchaCode", "wrong").send()
                .member("error_description")).isEqualTo("验证码错误。");
        assertThat(login.send().member("error_description")).startsWith("SM2 加密的密码无法解密。");
        assertThat(login.member("password", ADMIN).send().member("error_description"))
                .isEqualTo("验证码已过期或已使用，请重新获取。");
    }

    @Test
    void aRealmWithoutAKeyKnowsNoEncryptedPasswords(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            assertThat(documented(server, tenant, ADMIN).member("error_description")).contains("MD5").doesNotContain("SM2");
            choose(tenant, "hashAlgorithm(argon2)");
            assertThat(documented(server, tenant, ADMIN).member("error")).isEqualTo("invalid_grant");
            reset(tenant, ADMIN);

            assertThat(documented(server, tenant, ADMIN).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no key", "${vault.which-does-not-have-it}", "sealed:eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA",
            "0000000000000000000000000000000000000000000000000000000000000000"})
    void withoutAValidKeyTheLogSaysSoAndTheMd5StillLogsIn(String key, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> setKey(realm, key))) {
            assertIsRefused(login(server, tenant, "admin", ADMIN), key, NO_KEY);

            Poll.until("the log names the realm", () ->
                    server.log().contains("Realm " + tenant.name() + ": attribute tenant.sm2-private-key "));
            assertThat(documented(server, tenant, Md5.hex("admin")).status()).isEqualTo(200);
        }
    }

    @Test
    void theKeyMayBeInKeycloaksVault(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.setRealm(SharedServer.VAULTED_REALM);
            setKey(realm, "${vault.sm2-private-key}");
        })) {
            assertThat(documented(server, tenant, ADMIN).status()).isEqualTo(200);
        }
    }

    @Test
    void aKeyPairOfTheCommandWorks(@TempDir Path folder, KeycloakServer server) throws IOException {
        Path file = folder.resolve("100001_sm2-private-key");
        String publicKey = KomTool.offline().succeed("sm2-key", file.toString()).strip();

        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> setKey(realm, read(file)))) {
            assertThat(publicKey).isEqualTo(Sm2Example.publicKey(read(file).strip()));
            assertThat(documented(server, tenant, Sm2Example.encrypt(publicKey, "admin")).status()).isEqualTo(200);
        }
    }

    /** A failure tells the number of the variant, by which it is made again. */
    @Full
    @Test
    void aThousandVariantsCauseNoServerErrorAndLockNobody(KeycloakServer server) {
        int logBefore = server.log().length();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        try (TestRealm tenant = tenant(server, DemoTenant::protect)) {
            IntStream.range(0, 1_000).parallel().forEach(number -> {
                ServerResponse response = documented(server, tenant, variant(number));
                if (response.status() != 400 || !response.member("error").equals("invalid_request")) {
                    failures.add(number + ": " + response);
                }
            });

            assertThat(failures).isEmpty();
            assertThat(failures(tenant)).isZero();
            assertThat(documented(server, tenant, ADMIN).status()).isEqualTo(200);
        }
        assertThat(server.log().substring(logBefore)).doesNotContain("Exception", Sm2Example.PRIVATE_KEY);
    }

    private static Map<String, String> undecryptable() {
        Map<String, String> passwords = new LinkedHashMap<>();
        passwords.put("for another key", Sm2Example.encrypt(Sm2Example.publicKey("1".repeat(64)), "admin"));
        passwords.put("in the other order", Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, "admin".getBytes(StandardCharsets.UTF_8),
                SM2Engine.Mode.C1C3C2));
        passwords.put("without the last digit", ADMIN.substring(0, ADMIN.length() - 1));
        passwords.put("without the last byte", ADMIN.substring(0, ADMIN.length() - 2));
        passwords.put("without the first byte", ADMIN.substring(2));
        passwords.put("the first half", ADMIN.substring(0, ADMIN.length() / 2));
        passwords.put("with one byte more", ADMIN + "00");
        passwords.put("changed in C1", flip(ADMIN, 5));
        passwords.put("changed in C2", flip(ADMIN, 130));
        passwords.put("changed in C3", flip(ADMIN, ADMIN.length() - 1));
        passwords.put("of the point at infinity", "0".repeat(200));
        passwords.put("of a point beyond the field", "f".repeat(200));
        passwords.put("of a compressed point", "02" + ADMIN);
        passwords.put("no text", Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, new byte[] {(byte) 0xff}, SM2Engine.Mode.C1C2C3));
        passwords.put("too long a password", Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, "x".repeat(1_025)));
        passwords.put("as long as a request can be", "0".repeat(60_000));
        return passwords;
    }

    /** Deleted, inserted and changed digits, parts that were swapped, and digits of nothing; never an MD5. */
    private static String variant(int number) {
        Random random = new Random(number);
        StringBuilder digits = new StringBuilder(Sm2Example.all().get(random.nextInt(4)).cipher());
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(digits.length());
            switch (random.nextInt(6)) {
                case 0 -> digits.setLength(Math.max(at, 65));
                case 1 -> digits.insert(at, "0123456789abcdefg".charAt(random.nextInt(17)));
                case 2 -> digits.append(digits.substring(at)).append('0');
                case 3 -> digits.append(digits.substring(0, at)).delete(0, at).append('1');
                case 4 -> digits.insert(0, List.of("00", "02", "03", "06", "0404").get(random.nextInt(5)));
                default -> digits.setCharAt(at, digits.charAt(at) == '7' ? '8' : '7');
            }
        }
        return digits.toString();
    }

    private static String flip(String hex, int digit) {
        return hex.substring(0, digit) + Integer.toHexString(Character.digit(hex.charAt(digit), 16) ^ 1) + hex.substring(digit + 1);
    }

    private static TestRealm tenant(KeycloakServer server, Consumer<RealmRepresentation> change) {
        return DemoTenant.copyTo(server, realm -> {
            setKey(realm, Sm2Example.PRIVATE_KEY);
            change.accept(realm);
        });
    }

    private static void setKey(RealmRepresentation realm, String key) {
        realm.getAttributes().put("tenant.sm2-private-key", key);
    }

    private static UserRepresentation userOfTheOldSystem() {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setCreatedDate(1_600_000_000_000L);
        password.setCredentialData("{\"algorithm\":\"sha1-md5\",\"hashIterations\":1}");
        password.setSecretData("{\"value\":\"" + Md5.sha1OfHex("admin") + "\"}");
        UserRepresentation user = new UserRepresentation();
        user.setUsername("li");
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        return user;
    }

    private static ServerResponse documented(KeycloakServer server, TestRealm tenant, String password) {
        return login(server, tenant, "admin", password);
    }

    private static ServerResponse login(KeycloakServer server, TestRealm tenant, String username, String password) {
        return LoginApiRequest.example(server, tenant).header("Accept-Language", "en").member("username", username)
                .member("password", password).send();
    }

    private static void assertIsRefused(ServerResponse response, String what, String text) {
        assertThat(response.status()).as(what).isEqualTo(400);
        assertThat(response.member("error")).as(what).isEqualTo("invalid_request");
        assertThat(response.member("error_description")).as(what).isEqualTo(text);
    }

    private static void reset(TestRealm tenant, String password) {
        String user = tenant.admin().users().search("admin").get(0).getId();
        tenant.admin().users().get(user).resetPassword(Credentials.password(password));
    }

    private static void choose(TestRealm tenant, String passwordPolicy) {
        RealmRepresentation realm = tenant.admin().toRepresentation();
        realm.setPasswordPolicy(passwordPolicy);
        tenant.admin().update(realm);
    }

    private static int failures(TestRealm tenant) {
        String user = tenant.admin().users().search("admin").get(0).getId();
        return (int) tenant.admin().attackDetection().bruteForceUserStatus(user).get("numFailures");
    }

    private static List<EventRepresentation> events(TestRealm tenant) {
        return tenant.admin().getEvents(List.of("LOGIN_ERROR"), null, null, null, null, null, 0, 1_000);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
