package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;
import io.komauth.testing.Monitoring;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the dashboard and the alerts ask for is in a scrape, under these names and with these labels. */
@WithKeycloak
class MonitoringIT {

    private static final Pattern SELECTOR = Pattern.compile("\\b((?:kom|keycloak)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern CONDITION = Pattern.compile("([a-z_]+)(=~|!=|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([a-z]+)\\)");

    private static Metrics metrics;

    @BeforeAll
    static void logIn(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, DemoTenant::protect)) {
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
        metrics = Metrics.of(server);
    }

    private static void lockOut(KeycloakServer server, TestRealm tenant) {
        for (int failures = 0; failures < 6; failures++) {
            TokenRequest.captchaGrant(server, tenant).param("password", "wrong").send();
        }
    }

    @Test
    void everyPanelOfTheDashboardFindsItsSeries() {
        assertThat(Monitoring.dashboard()).hasSizeGreaterThan(5)
                .allSatisfy(panel -> assertThat(panel).isNotEmpty().allSatisfy(MonitoringIT::assertFindsItsSeries));
    }

    @Test
    void everyAlertFindsItsSeries() {
        List<String> rules = List.of(Monitoring.alerts().split("- alert: "));

        assertThat(rules.subList(1, rules.size())).hasSizeGreaterThan(5).allSatisfy(MonitoringIT::assertFindsItsSeries);
    }

    private static void assertFindsItsSeries(String query) {
        List<MatchResult> selectors = SELECTOR.matcher(query).results().toList();
        List<String> groupings = GROUPING.matcher(query).results().map(grouping -> grouping.group(1)).toList();
        assertThat(selectors).isNotEmpty().allSatisfy(selector -> assertThat(metrics.has(selector.group(1),
                series -> isMet(selector.group(2), series) && hasLabels(series, groupings)))
                        .as(selector.group() + " of " + query).isTrue());
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
