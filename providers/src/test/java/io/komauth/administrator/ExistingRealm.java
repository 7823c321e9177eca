package io.komauth.administrator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.komauth.testing.Browser;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;

import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;

/** The realm of the docs before it becomes a tenant: with users, a client and attributes of its own. */
final class ExistingRealm {

    static final String CLIENT = "app";
    static final String USER = "alice";
    static final String PASSWORD = "alice's password";

    private ExistingRealm() {
    }

    /** The realm {@code shop}, which the docs' commands name. */
    static TestRealm on(KeycloakServer server) {
        return on(server, "shop");
    }

    static TestRealm on(KeycloakServer server, String name) {
        TestRealm realm = TestRealm.on(server).with(shop -> {
            shop.setRealm(name);
            shop.setDisplayName("Shop");
            shop.setAdminEventsEnabled(true);
            shop.setRegistrationAllowed(true);
            shop.setResetPasswordAllowed(true);
        }).client(CLIENT, null, client -> {
            client.setPublicClient(true);
            client.setServiceAccountsEnabled(false);
        }).user(USER, PASSWORD).create();
        UPConfig profile = profile(realm);
        profile.addOrReplaceAttribute(new UPAttribute("shoe_size", permissions("admin", "user")));
        profile.addOrReplaceAttribute(new UPAttribute("nick_name", permissions("admin", "user")));
        realm.admin().users().userProfile().update(profile);
        UserRepresentation alice = alice(realm);
        alice.singleAttribute("shoe_size", "38");
        alice.singleAttribute("nick_name", "the boss");
        realm.admin().users().get(alice.getId()).update(alice);
        return realm;
    }

    /** Its client's tokens have the claims already, and the last of 502 users has written a {@code nick_name}. */
    static TestRealm withManyUsersAndTheClaims(KeycloakServer server) {
        ProtocolMapperRepresentation claims = new ProtocolMapperRepresentation();
        claims.setName("tenant and user");
        claims.setProtocol("openid-connect");
        claims.setProtocolMapper("oidc-tenant-claims-mapper");
        TestRealm realm = TestRealm.on(server).client(CLIENT, null, client -> {
            client.setPublicClient(true);
            client.setServiceAccountsEnabled(false);
            client.setProtocolMappers(List.of(claims));
        }).with(many -> {
            for (int i = 0; i < 501; i++) {
                UserRepresentation user = new UserRepresentation();
                user.setUsername("user" + i);
                many.getUsers().add(user);
            }
        }).user("zoe", PASSWORD).create();
        UPConfig profile = profile(realm);
        profile.addOrReplaceAttribute(new UPAttribute("nick_name", permissions("admin", "user")));
        realm.admin().users().userProfile().update(profile);
        UserRepresentation zoe = realm.admin().users().search("zoe", true).get(0);
        zoe.singleAttribute("nick_name", "the boss");
        realm.admin().users().get(zoe.getId()).update(zoe);
        return realm;
    }

    static UPAttributePermissions permissions(String... roles) {
        return new UPAttributePermissions(Set.of(roles), Set.of(roles));
    }

    static UPConfig profile(TestRealm realm) {
        return realm.admin().users().userProfile().getConfiguration();
    }

    static UserRepresentation alice(TestRealm realm) {
        return realm.admin().users().search(USER).get(0);
    }

    /** The steps of a flow and of its subflows, in their order. */
    static List<String> steps(TestRealm realm, String flow) {
        return realm.admin().flows().getExecutions(flow).stream().map(AuthenticationExecutionInfoRepresentation::getProviderId)
                .toList();
    }

    /** The settings of the steps of a flow that have a captcha, and have settings. */
    static List<Map<String, String>> captchaSettings(TestRealm realm, String flow) {
        return realm.admin().flows().getExecutions(flow).stream()
                .filter(step -> step.getProviderId() != null && step.getProviderId().contains("captcha"))
                .map(AuthenticationExecutionInfoRepresentation::getAuthenticationConfig).filter(Objects::nonNull)
                .map(config -> realm.admin().flows().getAuthenticatorConfig(config).getConfig()).toList();
    }

    /** The source of the page that the client's users log in on. */
    static String loginPage(TestRealm realm) {
        return page(realm, "auth").page();
    }

    /** @param name {@code auth}, {@code registrations} or {@code forgot-credentials} */
    static Browser page(TestRealm realm, String name) {
        return new Browser().open(realm.uri("/protocol/openid-connect/" + name + "?client_id=" + CLIENT
                + "&response_type=code&scope=openid&redirect_uri=" + realm.uri("/callback")));
    }
}
