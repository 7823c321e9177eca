package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;
import io.komauth.testing.Monitoring;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

/** What the dashboard and the alerts ask for is in a scrape, under these names and with these labels. */
@WithKeycloak
class MonitoringIT {

    private static final Pattern SELECTOR = Pattern.compile("\\b((?:kom|keycloak)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern CONDITION = Pattern.compile("([a-z_]+)(=~|!=|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([a-z, ]+)\\)");

    private static Metrics metrics;
    private static String formRealm;

    @BeforeAll
    static void logIn(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, MonitoringIT::watch)) {
            String refreshToken = TokenRequest.captchaGrant(server, tenant).send().member("refresh_token");
            TokenRequest.withoutCaptcha(server, tenant.name(), "refresh_token").param("refresh_token", refreshToken).send();
            TokenRequest login = TokenRequest.withoutCaptcha(server, tenant.name(), "captcha");
            String key = TokenRequest.fetchCaptcha(server, tenant.name());
            login.captcha(key, "wrong").send();
            login.captcha(key, "wrong").send();
            login.captcha("no-key", "wrong").send();
            lockOut(server, tenant);
        }
        try (TestRealm keyless = DemoTenant.copyTo(server, realm -> realm.getAttributes().remove("tenant.signing-key"))) {
            TokenRequest.captchaGrant(server, keyless).send();
        }
        refuseForms(server);
        metrics = Metrics.of(server);
    }

    private static void watch(RealmRepresentation realm) {
        DemoTenant.protect(realm);
        realm.getAttributes().put("captcha.everybody.failures", "3");
    }

    private static void lockOut(KeycloakServer server, TestRealm tenant) {
        for (int failures = 0; failures < 6; failures++) {
            TokenRequest.captchaGrant(server, tenant).param("password", "wrong").send();
        }
    }

    /** Wrong captchas at registration and at password reset, as any visitor sends them; and one that is proof of work. */
    private static void refuseForms(KeycloakServer server) {
        try (TestRealm realm = TestRealm.on(server).attribute("captcha.kinds", "either")
                .client("app", null, client -> client.setPublicClient(true)).user("alice", "alice")
                .with(CaptchaFlows.registration()).with(CaptchaFlows.resetPassword()).with(MonitoringIT::openForms).create()) {
            for (String page : List.of("registrations", "forgot-credentials")) {
                Browser form = new Browser().open(realm.uri("/protocol/openid-connect/" + page
                        + "?client_id=app&response_type=code&scope=openid&redirect_uri=http://localhost/callback"));
                form.submit("username", "bob", "password", "bob", "password-confirm", "bob", "email", "bob@example.org",
                        "firstName", "Bob", "lastName", "Example", "captchaKey", TokenRequest.fetchCaptcha(server, realm.name()),
                        "captchaCode", "wrong");
            }
            formRealm = realm.name();
            TokenRequest.withoutCaptcha(server, realm.name(), "captcha").client("app", null)
                    .param("altcha", ProofOfWork.payload(server, realm.name())).send();
        }
    }

    private static void openForms(RealmRepresentation realm) {
        realm.setRegistrationAllowed(true);
        realm.setResetPasswordAllowed(true);
    }

    @Test
    void everyPanelOfTheDashboardFindsItsSeries() {
        assertThat(Monitoring.dashboard()).hasSizeGreaterThan(5).allSatisfy(
                panel -> assertThat(panel.queries()).isNotEmpty().allSatisfy(MonitoringIT::assertFindsItsSeries));
    }

    @Test
    void everyPanelFollowsTheChosenRealmWhereItsMetricHasOne() {
        assertThat(Monitoring.dashboard()).allSatisfy(panel -> assertThat(panel.queries()).allSatisfy(
                query -> assertThat(SELECTOR.matcher(query).results())
                        .filteredOn(selector -> metrics.has(selector.group(1), series -> label(series, "realm") != null))
                        .allSatisfy(selector -> assertThat(selector.group(2)).as(query).contains("realm=~\"$realm\""))));
    }

    @Test
    void everyAlertFindsItsSeries() {
        assertThat(Monitoring.alerts().values()).hasSizeGreaterThan(5).allSatisfy(MonitoringIT::assertFindsItsSeries);
    }

    @Test
    void everyAlertHasAPanelThatShowsWhatItWatches() {
        assertThat(Monitoring.alerts()).allSatisfy((name, rule) -> assertThat(Monitoring.dashboard())
                .filteredOn(panel -> panel.description().startsWith("Alert " + name + ": ")).singleElement().satisfies(
                        panel -> assertThat(watched(String.join(" ", panel.queries()))).containsAll(watched(rule))));
    }

    /** The metrics of a query, each with its conditions but for that of the realm. */
    private static Set<String> watched(String query) {
        return SELECTOR.matcher(query).results().map(selector -> selector.group(1) + (selector.group(2) == null ? Set.of()
                : CONDITION.matcher(selector.group(2)).results().map(MatchResult::group)
                        .filter(condition -> !condition.startsWith("realm")).collect(Collectors.toCollection(TreeSet::new))))
                .collect(Collectors.toSet());
    }

    @Test
    void refusalsAtRegistrationAndPasswordResetAreCounted() {
        assertThat(metrics.sum("kom_captcha_redeemed_total", "realm=\"" + formRealm + '"', "outcome=\"wrong\"")).isEqualTo(2);
        String refusals = Monitoring.dashboard().stream().filter(panel -> panel.title().startsWith("Refused"))
                .map(panel -> String.join(" ", panel.queries())).collect(Collectors.joining());
        MatchResult selector = SELECTOR.matcher(refusals).results().findFirst().orElseThrow();
        assertThat(List.of("register", "reset_password")).allSatisfy(event -> assertThat(metrics.has(selector.group(1),
                series -> isMet(selector.group(2), series) && formRealm.equals(label(series, "realm"))
                        && event.equals(label(series, "event")) && "invalid_captcha".equals(label(series, "error")))).isTrue());
    }

    @Test
    void panelsTellProofOfWorkFromPictures() {
        assertThat(metrics.values("kom_captcha_redeemed_total").keySet()).anyMatch(series -> "work".equals(label(series, "kind"))
                && formRealm.equals(label(series, "realm")));
        assertThat(List.of("Captchas issued", "Attempts", "Share of attempts that are solved", "Captchas issued for each attempt"))
                .allSatisfy(title -> assertThat(Monitoring.dashboard()).filteredOn(panel -> panel.title().equals(title))
                        .singleElement().satisfies(panel -> assertThat(panel.queries())
                                .allSatisfy(query -> assertThat(groupings(query)).contains("kind"))));
    }

    private static void assertFindsItsSeries(String query) {
        List<MatchResult> selectors = SELECTOR.matcher(query).results().toList();
        List<String> groupings = groupings(query);
        assertThat(selectors).isNotEmpty().allSatisfy(selector -> assertThat(metrics.has(selector.group(1),
                series -> isMet(selector.group(2), series) && hasLabels(series, groupings)))
                        .as(selector.group() + " of " + query).isTrue());
    }

    private static List<String> groupings(String query) {
        return GROUPING.matcher(query).results().flatMap(grouping -> Stream.of(grouping.group(1).split(", "))).toList();
    }

    private static boolean isMet(String conditions, String series) {
        return conditions == null || CONDITION.matcher(conditions).results()
                .allMatch(condition -> isMet(condition, label(series, condition.group(1))));
    }

    private static boolean isMet(MatchResult condition, String value) {
        String wanted = condition.group(3);
        return value != null && switch (condition.group(2)) {
            case "=" -> value.equals(wanted);
            case "!=" -> !value.equals(wanted);
            // a variable of the dashboard stands for any value
            default -> wanted.startsWith("$") || value.matches(wanted);
        };
    }

    /** Prometheus itself adds {@code instance}. */
    private static boolean hasLabels(String series, List<String> names) {
        return names.stream().filter(name -> !name.equals("instance")).allMatch(name -> label(series, name) != null);
    }

    private static String label(String series, String name) {
        return Stream.of(series).map(Pattern.compile("[{,]" + name + "=\"([^\"]*)\"")::matcher)
                .filter(Matcher::find).map(label -> label.group(1)).findFirst().orElse(null);
    }
}
