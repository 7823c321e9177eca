package io.komauth.captcha;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerClock;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

@WithKeycloak
@EachDatabase
class CaptchaKeyIT {

    private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";
    private static final String AES_PROVIDER = "aes-generated";
    private static final String A_SECRET = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String ANOTHER_SECRET = "BBBBBBBBBBBBBBBBBBBBBA";

    @Test
    void anExpiredCaptchaIsRefusedAndAUsedOneToItsLastSecond(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server,
                realm -> realm.getAttributes().put("captcha.lifespan", "30"))) {
            String unused = TokenRequest.fetchCaptcha(server, tenant.name());
            String used = TokenRequest.fetchCaptcha(server, tenant.name());
            String last = TokenRequest.fetchCaptcha(server, tenant.name());
            assertThat(login(server, tenant, used).status()).isEqualTo(200);

            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(25);
                assertThat(login(server, tenant, last).status()).as("in one of its last seconds").isEqualTo(200);
                // the mark must outlive the captcha: offered all through its last seconds and beyond, it is never good again
                for (int second = 25; second < 33; second++) {
                    assertInvalid(login(server, tenant, used));
                    clock.advance(1);
                }
                assertInvalid(login(server, tenant, unused));
            }
        }
    }

    @Test
    void anotherTenantsCaptchaIsRefused(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            assertInvalid(login(server, tenant, TokenRequest.fetchCaptcha(server, DemoTenant.NAME)));
        }
    }

    /** A clone by export and import has its original's keys, and on another server its id as well. */
    @Test
    void theCaptchaOfARealmIsRefusedInItsCloneUnderAnotherName(KeycloakServer server) {
        String id = UUID.randomUUID().toString();
        String foreign;
        try (TestRealm original = realmWithAesKey(server, id, "original-" + id, A_SECRET)) {
            foreign = TokenRequest.fetchCaptcha(server, original.name());
            try (TestRealm clone = realmWithAesKey(server, null, "clone-" + id, A_SECRET)) {
                assertThat(aesKid(clone)).isEqualTo(aesKid(original));
                assertInvalid(login(server, clone, TokenRequest.fetchCaptcha(server, original.name())));
            }
        }
        try (TestRealm elsewhere = realmWithAesKey(server, id, "elsewhere-" + id, A_SECRET)) {
            assertInvalid(login(server, elsewhere, foreign));
            assertThat(login(server, elsewhere, TokenRequest.fetchCaptcha(server, elsewhere.name())).status())
                    .isEqualTo(200);
        }
    }

    /** Two servers may have a realm of the same id and name, and key ids can be chosen: here it is one after the other. */
    @Test
    void anotherServersKeyWithTheSameKidIsRefused(KeycloakServer server) {
        String id = UUID.randomUUID().toString();
        String foreign;
        String own;
        try (TestRealm there = realmWithAesKey(server, id, "moved-" + id, A_SECRET)) {
            foreign = TokenRequest.fetchCaptcha(server, there.name());
            own = TokenRequest.fetchCaptcha(server, there.name());
        }
        try (TestRealm here = realmWithAesKey(server, id, "moved-" + id, ANOTHER_SECRET)) {
            assertThat(aesKid(here)).isEqualTo("the-same-kid");
            assertInvalid(login(server, here, foreign));
        }
        try (TestRealm back = realmWithAesKey(server, id, "moved-" + id, A_SECRET)) {
            assertThat(login(server, back, own).status()).isEqualTo(200);
        }
    }

    private static TestRealm realmWithAesKey(KeycloakServer server, String id, String name, String secret) {
        return DemoTenant.copyTo(server, realm -> {
            realm.setId(id);
            realm.setRealm(name);
            setAesKey(realm, "the-same-kid", secret);
        });
    }

    @Test
    void aCaptchaOutlivesTheRotationOfTheKeyThatSealedIt(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            String key = TokenRequest.fetchCaptcha(server, tenant.name());
            String old = aesKid(tenant);
            rotateAesKey(tenant);

            assertThat(aesKid(tenant)).isNotEqualTo(old);
            assertThat(login(server, tenant, key).status()).isEqualTo(200);
            assertThat(login(server, tenant, TokenRequest.fetchCaptcha(server, tenant.name())).status()).isEqualTo(200);
        }
    }

    @Test
    void aTokenThatKeycloakSealedForAnotherPurposeIsRefused(KeycloakServer server) {
        ServerResponse loginPage = Request.get(server.uri("/realms/000000/protocol/openid-connect/auth?client_id=sword"
                + "&response_type=code&redirect_uri=http://localhost/")).send();
        String restart = loginPage.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("KC_RESTART="))
                .map(cookie -> cookie.substring("KC_RESTART=".length(), cookie.indexOf(';')))
                .findFirst().orElseThrow();

        assertThat(restart).as("as a captcha's key is").hasSizeLessThan(1024).matches("[\\w-]+(\\.[\\w-]*){4}");
        assertInvalid(login(server, restart));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void aKeyThatWasTamperedWithIsRefused(String what, Forgery forgery, KeycloakServer server) {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);

        assertInvalid(login(server, forgery.of(key)));
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("alg A256KW", key -> withHeader(key, header -> header.replace("\"dir\"", "\"A256KW\""))),
                forgery("alg none", key -> withHeader(key, header -> header.replace("\"dir\"", "\"none\""))),
                forgery("alg null", key -> withHeader(key, header -> header.replace("\"dir\"", "null"))),
                forgery("no alg", key -> withHeader(key, header -> header.replace("\"alg\":\"dir\",", ""))),
                forgery("enc A128GCM", key -> withHeader(key, header -> header.replace("A256GCM", "A128GCM"))),
                forgery("enc null", key -> withHeader(key, header -> header.replace("\"A256GCM\"", "null"))),
                forgery("no enc", key -> withHeader(key, header -> header.replace("\"enc\":\"A256GCM\",", ""))),
                forgery("another kid", key -> withHeader(key, header -> header.replaceAll("kid\":\"[^\"]*", "kid\":\"x"))),
                forgery("kid null", key -> withHeader(key, header -> header.replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":null"))),
                forgery("no kid", key -> withHeader(key, header -> header.replaceAll(",\"kid\":\"[^\"]*\"", ""))),
                forgery("a member more", key -> withHeader(key, header -> header.replace("{", "{\"cty\":\"x\","))),
                forgery("header null", key -> withHeader(key, header -> "null")),
                forgery("header of text", key -> withHeader(key, header -> "\"dir\"")),
                forgery("header not JSON", key -> withHeader(key, header -> "{")),
                forgery("header empty", key -> withHeader(key, header -> "")),
                forgery("nonce altered", key -> withPart(key, 2, part -> flipFirst(part))),
                forgery("text altered", key -> withPart(key, 3, part -> flipFirst(part))),
                forgery("tag altered", key -> withPart(key, 4, part -> flipFirst(part))),
                forgery("tag empty", key -> withPart(key, 4, part -> "")),
                forgery("nonce empty", key -> withPart(key, 2, part -> "")),
                forgery("not base64url", key -> withPart(key, 3, part -> "*%\u0000\u00e4" + part)),
                forgery("truncated by one", key -> key.substring(0, key.length() - 4)),
                forgery("truncated by half", key -> key.substring(0, key.length() / 2)),
                forgery("a part more", key -> key + ".x"),
                forgery("dots alone", key -> "...."),
                forgery("no token at all", key -> "4711"),
                forgery("longer than a key can be", key -> key + "A".repeat(3000)));
    }

    @Test
    void aKeyOfFiveMegabytesIsRefusedByTheServerOrByUs(KeycloakServer server) {
        ServerResponse response = login(server, "x".repeat(5_000_000));

        assertThat(response.status()).isBetween(400, 499);
        assertThat(login(server, TokenRequest.fetchCaptcha(server, DemoTenant.NAME)).status()).isEqualTo(200);
    }

    private static ServerResponse login(KeycloakServer server, String key) {
        return TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha").captcha(key, CODE).send();
    }

    private static ServerResponse login(KeycloakServer server, TestRealm tenant, String key) {
        return TokenRequest.withoutCaptcha(server, tenant.name(), "captcha").captcha(key, CODE).send();
    }

    private static void assertInvalid(ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_grant");
        assertThat(response.member("error_description")).isEqualTo("Captcha is expired, used or not valid");
    }

    private static String aesKid(TestRealm tenant) {
        return tenant.admin().keys().getKeyMetadata().getActive().get("AES");
    }

    private static void rotateAesKey(TestRealm tenant) {
        ComponentRepresentation old = aesComponent(tenant);
        ComponentRepresentation next = new ComponentRepresentation();
        next.setName("aes-next");
        next.setProviderId(AES_PROVIDER);
        next.setProviderType(KEY_PROVIDER);
        next.setParentId(old.getParentId());
        next.setConfig(new MultivaluedHashMap<>(Map.of("priority", List.of("200"))));
        tenant.admin().components().add(next).close();
        old.getConfig().putSingle("active", "false");
        tenant.admin().components().component(old.getId()).update(old);
    }

    private static ComponentRepresentation aesComponent(TestRealm tenant) {
        return tenant.admin().components().query(null, KEY_PROVIDER).stream()
                .filter(component -> AES_PROVIDER.equals(component.getProviderId())).findFirst().orElseThrow();
    }

    private static void setAesKey(RealmRepresentation realm, String kid, String secret) {
        ComponentExportRepresentation component = new ComponentExportRepresentation();
        component.setName(AES_PROVIDER);
        component.setProviderId(AES_PROVIDER);
        component.setConfig(new MultivaluedHashMap<>(Map.of("kid", List.of(kid), "secret", List.of(secret),
                "priority", List.of("100"))));
        realm.getComponents().add(KEY_PROVIDER, component);
    }

    private interface Forgery {

        String of(String key);
    }

    private static Arguments forgery(String what, Forgery forgery) {
        return Arguments.of(what, forgery);
    }

    private static String withHeader(String key, UnaryOperator<String> change) {
        return withPart(key, 0, header -> encoded(change.apply(decoded(header))));
    }

    private static String withPart(String key, int part, UnaryOperator<String> change) {
        String[] parts = key.split("\\.", -1);
        String changed = change.apply(parts[part]);
        assertThat(changed).as("the forgery changes something").isNotEqualTo(parts[part]);
        parts[part] = changed;
        return String.join(".", parts);
    }

    private static String flipFirst(String part) {
        return (part.charAt(0) == 'A' ? 'B' : 'A') + part.substring(1);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
