package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.SharedServer;
import io.komauth.testing.Shell;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The ways to make a tenant from a template, on a server behind a proxy that ends TLS. */
@WithKeycloak
class CreateTenantIT {

    private static final String BY_KCADM = "200001";
    private static final String BY_IMPORT = SharedServer.IMPORTED_TENANT;
    private static final Set<String> MADE = Set.of(BY_KCADM, "200004", "200005", "200006");

    /** What verifies tokens with the key that it shares with the server. */
    private static final JwtDecoder SERVICE = NimbusJwtDecoder
            .withSecretKey(new SecretKeySpec(SharedServer.IMPORTED_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256")).build();

    @TempDir
    private static Path folder;

    private static KeycloakServer server;
    private static Shell shell;
    private static TenantUser standard;
    private static TenantUser legacy;

    @BeforeAll
    static void makeTwoTenants(KeycloakServer shared) {
        server = shared;
        shell = Shell.in(folder).administrator(server);
        shell.succeed("kcadm.sh create realms -f " + TenantTemplate.TENANT.file() + " -s realm=" + BY_KCADM
                + " -s displayName=甲公司");
        standard = TenantUser.addTo(server, BY_KCADM);
        legacy = TenantUser.addTo(server, BY_IMPORT);
        DemoTenant.unprotect(standard.realm());
        DemoTenant.unprotect(legacy.realm());
        // so that what opens one would open the other, too
        ClientRepresentation client = standard.client().toRepresentation();
        client.setSecret(legacy.secret());
        standard.client().update(client);
    }

    @AfterAll
    static void removeWhatWasMade() {
        legacy.remove();
        server.admin().realms().findAll().stream().map(RealmRepresentation::getRealm).filter(MADE::contains)
                .forEach(made -> server.admin().realm(made).remove());
    }

    @Test
    void theTenantOfKcadmLogsInByTheStandardEndpoint() {
        ServerResponse login = standard.login().param("scope", "openid all").send();

        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        assertThat(login.member("tenant_id")).isEqualTo(BY_KCADM);
        assertThat(login.member("tenant_name")).isEqualTo("甲公司");
        assertThat(userinfo(BY_KCADM, login).member("nick_name")).isEqualTo(TenantUser.ATTRIBUTES.get("nick_name"));
    }

    @Test
    void theTenantOfKcadmDoesNotServeTheDocumentedApi() {
        ServerResponse refused = standard.documentedLogin(TokenRequest.fetchCaptcha(server, BY_KCADM)).send();

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.member("error")).isEqualTo("invalid_request");
    }

    @Test
    void theImportedTenantLogsInByBothAndSignsByTheKeyInTheVault() {
        for (ServerResponse login : List.of(legacy.login().send(), legacy.documentedLogin().send())) {
            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            assertThat(login.member("tenant_id")).isEqualTo(BY_IMPORT);
            Jwt token = SERVICE.decode(login.member("access_token"));
            assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofHours(12));
        }
    }

    @Test
    void theImportResolvesPlaceholdersAndLeavesThoseOfTheVault() {
        assertThat(legacy.realm().toRepresentation().getDisplayName()).isEqualTo("乙公司");
        assertThat(legacy.realm().toRepresentation().getAttributes())
                .containsEntry("tenant.signing-key", "${vault.signing-key}");
    }

    @Test
    void kcadmTakesPlaceholdersAsTheyAre() {
        Path file = TenantTemplate.TENANT.copyInto(folder, "realm", "200004", "displayName", "${TENANT_NAME:a name}");

        shell.succeed("kcadm.sh create realms -f " + file);

        assertThat(server.admin().realm("200004").toRepresentation().getDisplayName())
                .isEqualTo("${TENANT_NAME:a name}");
    }

    @WithChromium
    @ParameterizedTest
    @CsvSource({"TENANT,200005", "LEGACY,200006"})
    void theAdminConsoleMakesATenantOfTheFile(TenantTemplate template, String name, Chromium chromium) {
        CreateRealmDialog dialog = CreateRealmDialog.open(chromium.open(), server).upload(template.file());
        assertThat(dialog.name()).isEqualTo("tenant");
        dialog.name(name).create();

        TenantUser user = TenantUser.addTo(server, name);
        if (template == TenantTemplate.LEGACY) {
            assertThat(user.realm().toRepresentation().getAttributes()).containsEntry("tenant.api", "true")
                    .containsEntry("tenant.signing-key", "${vault.signing-key}");
            assertThat(user.login().send().member("error")).as("there is no such key").isEqualTo("unauthorized_client");
        } else {
            assertThat(user.login().send().member("tenant_id")).isEqualTo(name);
        }
    }

    @Test
    void aCaptchaOfOneTenantIsInvalidInTheOther() {
        String ofOne = TokenRequest.fetchCaptcha(server, BY_KCADM);
        String ofTheOther = TokenRequest.fetchCaptcha(server, BY_IMPORT);
        String documented = LoginApiRequest.fetchCaptcha(server, BY_IMPORT);

        for (ServerResponse refused : List.of(legacy.login(ofOne).send(), legacy.documentedLogin(ofOne).send(),
                standard.login(ofTheOther).send(), standard.login(documented).send())) {
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.member("error")).isEqualTo("invalid_grant");
        }
        assertThat(standard.login(ofOne).send().status()).as("it was not spent there").isEqualTo(200);
    }

    @Test
    void aTokenOfOneTenantIsInvalidInTheOther() {
        ServerResponse ofOne = standard.login().param("scope", "openid all").send();
        ServerResponse ofTheOther = legacy.login().param("scope", "openid all").send();
        assertThat(userinfo(BY_KCADM, ofOne).status()).isEqualTo(200);
        assertThat(userinfo(BY_IMPORT, ofOne).status()).isEqualTo(401);
        assertThat(userinfo(BY_KCADM, ofTheOther).status()).isEqualTo(401);

        assertThat(legacy.refresh(ofOne.member("refresh_token")).send().member("error")).isEqualTo("invalid_grant");
        assertThat(standard.refresh(ofTheOther.member("refresh_token")).send().member("error"))
                .isEqualTo("invalid_grant");
        assertThat(standard.refresh(ofOne.member("refresh_token")).send().member("tenant_id")).isEqualTo(BY_KCADM);
        assertThat(legacy.refresh(ofTheOther.member("refresh_token")).send().member("tenant_id")).isEqualTo(BY_IMPORT);
    }

    @Test
    void theHeaderOfTheOtherTenantIsRefused() {
        ServerResponse refused = legacy.documentedLogin().header("tenantId", BY_KCADM).send();

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.member("error")).isEqualTo("invalid_request");
    }

    private static ServerResponse userinfo(String tenant, ServerResponse login) {
        return Request.get(server.uri("/realms/" + tenant + "/protocol/openid-connect/userinfo"))
                .header("X-Forwarded-Proto", "https").bearer(login.member("access_token")).send();
    }
}
