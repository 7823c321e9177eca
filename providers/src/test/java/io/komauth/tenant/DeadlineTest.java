package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    @ParameterizedTest
    @CsvSource({"2026-12-31,2026-12-31T16:00:00Z", "2026-12-31T18:00,2026-12-31T10:00:00Z",
            "2026-12-31T18:00:30,2026-12-31T10:00:30Z", "2026-12-31T18:00:00Z,2026-12-31T18:00:00Z",
            "2026-12-31T18:00:00.5+01:00,2026-12-31T17:00:00.5Z", "2026-12-31T18:00-05:00,2026-12-31T23:00:00Z"})
    void aDateEndsWithItsDayAndWithoutAnOffsetTheTenantsTimeZoneCounts(String text, Instant deadline) {
        assertThat(Deadline.parse(text).orElseThrow().in(ZoneId.of("Asia/Shanghai"))).isEqualTo(deadline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026", "2026-12", "31.12.2026", "2026-13-01", "2026-02-30", "2026-12-31 18:00",
            "2026-12-31T", "2026-12-31T25:00", "2026-12-31T18:00 Z", "1798732800", "1798732800000", "+12026-12-31",
            "2026-12-31Z", "P30D", "2026-12-31T18:00[Europe/Berlin]", "2026-12-31TZ", "2026-12-31T18:00+", "2026-12-31T+08:00"})
    void whatIsNoDateAndNoTimeIsRefused(String text) {
        assertThat(Deadline.parse(text)).isEmpty();
    }
}
