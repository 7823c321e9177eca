package io.komauth.bruteforce;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.komauth.compat.KeycloakTime;
import io.komauth.config.MetricLabels;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;

/** How many realms have a wave of failed logins, as far as this node knows: 0 or 1 for each realm, where metrics tell realms apart. */
final class WaveMetrics {

    private static final String NAME = "kom.captcha.waves";
    private static final String DESCRIPTION = "Realms that ask everybody for a captcha because of failed logins";

    /** By the realm's name, until when. */
    private static final Map<String, Long> ENDS = new ConcurrentHashMap<>();

    private WaveMetrics() {
    }

    static void show(String realm, long end) {
        if (ENDS.put(realm, end) == null) {
            Gauge.Builder<?> gauge = MetricLabels.isWithRealm()
                    ? Gauge.builder(NAME, ENDS, ends -> isOn(ends.get(realm)) ? 1 : 0).tag(MetricLabels.REALM, realm)
                    : Gauge.builder(NAME, ENDS, ends -> ends.values().stream().filter(WaveMetrics::isOn).count());
            gauge.description(DESCRIPTION).register(Metrics.globalRegistry);
        }
    }

    private static boolean isOn(long end) {
        return KeycloakTime.epochSeconds() < end;
    }
}
