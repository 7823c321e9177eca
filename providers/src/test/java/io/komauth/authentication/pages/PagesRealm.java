package io.komauth.authentication.pages;

import java.util.Set;
import java.util.function.Consumer;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;

import org.keycloak.representations.idm.RealmRepresentation;

/** A realm that people log in to by its pages: in two languages, with all that a login page offers. */
final class PagesRealm {

    static final String CLIENT = "app";
    static final String USER = "alice";
    static final String PASSWORD = "alice's password";

    private PagesRealm() {
    }

    static TestRealmOptions on(KeycloakServer server) {
        return TestRealm.on(server).user(USER, PASSWORD)
                .client(CLIENT, null, client -> client.setPublicClient(true))
                .with(PagesRealm::offerEverything);
    }

    /** @param name of a login theme, such as {@code kom} */
    static Consumer<RealmRepresentation> theme(String name) {
        return realm -> realm.setLoginTheme(name);
    }

    /**
     * A realm that tests share, to make one takes longer than most of them, for the next of them: with a theme, and without the
     * events and the users that others have left. What fails stays counted.
     */
    static TestRealm reused(TestRealm realm, String theme) {
        RealmRepresentation change = new RealmRepresentation();
        change.setLoginTheme(theme);
        realm.admin().update(change);
        realm.admin().clearEvents();
        realm.admin().users().list().stream().filter(user -> !user.getUsername().equals(USER))
                .forEach(user -> realm.admin().users().delete(user.getId()).close());
        return realm;
    }

    private static void offerEverything(RealmRepresentation realm) {
        realm.getAttributes().put("captcha.audio", "true");
        realm.setDisplayName("Example");
        realm.setInternationalizationEnabled(true);
        realm.setSupportedLocales(Set.of("en", "zh-CN"));
        realm.setDefaultLocale("en");
        realm.setRegistrationAllowed(true);
        realm.setResetPasswordAllowed(true);
        realm.setRememberMe(true);
        realm.setEventsEnabled(true);
    }
}
