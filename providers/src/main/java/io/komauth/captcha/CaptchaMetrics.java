package io.komauth.captcha;

import java.time.Duration;
import java.util.function.Supplier;

import io.komauth.config.MetricLabels;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;

/**
 * What operators see of captchas, among Keycloak's own metrics and named by the same rules (Micrometer's). Counters have a series
 * for each kind and outcome that has been seen since the start, and on request for each realm; nothing that a client sends becomes a
 * label.
 */
final class CaptchaMetrics {

    private static final String KIND = "kind";
    private static final String OUTCOME = "outcome";

    /** From what painting takes on an idle processor to what people notice. */
    private static final Duration[] BUCKETS = {Duration.ofNanos(50_000), Duration.ofNanos(100_000),
            Duration.ofNanos(250_000), Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10),
            Duration.ofMillis(50), Duration.ofMillis(250)};

    private final boolean withRealm;
    private final Meter.MeterProvider<Counter> issued = Counter.builder("kom.captcha.issued")
            .description("Captchas issued").withRegistry(Metrics.globalRegistry);
    private final Meter.MeterProvider<Counter> redeemed = Counter.builder("kom.captcha.redeemed")
            .description("Attempts to redeem a captcha, by what became of them").withRegistry(Metrics.globalRegistry);
    private final Timer painting = Timer.builder("kom.captcha.painting")
            .description("What painting a captcha and encoding it takes").serviceLevelObjectives(BUCKETS)
            .register(Metrics.globalRegistry);

    private CaptchaMetrics(boolean withRealm) {
        this.withRealm = withRealm;
    }

    /** @throws IllegalArgumentException if the option is neither {@code true} nor {@code false} */
    static CaptchaMetrics fromServer(Config.Scope config) {
        return new CaptchaMetrics(MetricLabels.WITH_REALM.fromServer(config));
    }

    /** Those of this server: by its option, where it uses our captchas. */
    static CaptchaMetrics of(KeycloakSession session) {
        return session.getKeycloakSessionFactory().getProviderFactory(CaptchaProvider.class)
                instanceof ImageCaptchaProviderFactory image ? image.metrics() : new CaptchaMetrics(MetricLabels.WITH_REALM.defaultValue());
    }

    byte[] timePainting(Supplier<byte[]> painter) {
        return painting.record(painter);
    }

    void issued(CaptchaAudience audience, CaptchaKind kind) {
        issued.withTags(tags(audience, kind)).increment();
    }

    /** @param audience whom the login was to */
    void redeemed(CaptchaAudience audience, CaptchaKind kind, RedemptionOutcome outcome) {
        redeemed.withTags(tags(audience, kind).and(OUTCOME, outcome.toString())).increment();
    }

    private Tags tags(CaptchaAudience audience, CaptchaKind kind) {
        Tags tags = Tags.of(KIND, kind.toString());
        if (!withRealm) {
            return tags;
        }
        // no realm's, as far as anybody knows yet; an empty label is none
        return tags.and(MetricLabels.REALM, audience.scope() == CaptchaAudience.Scope.ANY_TENANT ? "" : audience.realm().getName());
    }
}
