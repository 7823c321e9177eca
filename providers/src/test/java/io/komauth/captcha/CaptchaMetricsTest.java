package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import io.komauth.testing.RealmStub;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;

class CaptchaMetricsTest {

    private static final String PREFIX = "test.captcha.metrics.";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CaptchaAudience tenant = CaptchaAudience.tenant(RealmStub.attribute(""));
    private final CaptchaAudience anyTenant =
            new CaptchaAudience(RealmStub.attribute(""), CaptchaAudience.Scope.ANY_TENANT);

    @BeforeEach
    void read() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void leaveNothing() {
        Metrics.globalRegistry.clear();
        Metrics.removeRegistry(registry);
    }

    @Test
    void seriesAreLabelledByRealmOnRequest() {
        count(fromServer("true"));

        assertThat(labels("kom.captcha.issued")).containsExactlyInAnyOrder("[tag(kind=picture), tag(realm=test)]",
                "[tag(kind=picture), tag(realm=)]");
        assertThat(labels("kom.captcha.redeemed")).containsExactly("[tag(kind=work), tag(outcome=solved), tag(realm=test)]");
    }

    @Test
    void byDefaultThereIsOneSeriesForAllRealms() {
        count(CaptchaMetrics.fromServer(new Config.SystemPropertiesScope(PREFIX)));

        assertThat(labels("kom.captcha.issued")).containsExactly("[tag(kind=picture)]");
        assertThat(labels("kom.captcha.redeemed")).containsExactly("[tag(kind=work), tag(outcome=solved)]");
        assertThat(registry.get("kom.captcha.issued").counter().count()).isEqualTo(2);
    }

    @Test
    void aServerDoesNotStartWithAnInvalidBoolean() {
        assertThatIllegalArgumentException().isThrownBy(() -> fromServer("off"))
                .withMessage("Server option 'metrics-realm' must be true or false, not 'off'");
    }

    private void count(CaptchaMetrics metrics) {
        metrics.issued(tenant, CaptchaKind.PICTURE);
        metrics.issued(anyTenant, CaptchaKind.PICTURE);
        metrics.redeemed(tenant, CaptchaKind.WORK, RedemptionOutcome.SOLVED);
    }

    private List<String> labels(String name) {
        return registry.find(name).meters().stream().map(Meter::getId).map(Meter.Id::getTags).map(List::toString).toList();
    }

    private static CaptchaMetrics fromServer(String withRealm) {
        System.setProperty(PREFIX + "metrics-realm", withRealm);
        try {
            return CaptchaMetrics.fromServer(new Config.SystemPropertiesScope(PREFIX));
        } finally {
            System.clearProperty(PREFIX + "metrics-realm");
        }
    }
}
