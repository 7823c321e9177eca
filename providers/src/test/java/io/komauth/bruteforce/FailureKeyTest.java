package io.komauth.bruteforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", "Alice", " alice ", "\talice\n", "álice", "a\u0301lice", "ａｌｉｃｅ",
            "alice\u0001", "\u0002alice", "al\u00adice", "alice\u200b", "al ice"})
    void aNameCountsWithoutRegardToWhatUserStoresMayIgnore(String typed) {
        assertThat(FailureKey.name(typed)).isEqualTo(FailureKey.name("alice"));
    }

    /** As many combining marks as a request may bring; they took 700 ms. */
    @Test
    void aNameWithManyMarksTakesLittleTime() {
        String typed = "a" + "\u0301\u0316".repeat(15_000) + "lice";
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();

        for (int i = 0; i < 10; i++) {
            assertThat(FailureKey.name(typed)).isEqualTo(FailureKey.name("alice"));
        }

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void aSharpSCountsAsTwo() {
        assertThat(FailureKey.name("strauß")).isEqualTo(FailureKey.name("STRAUSS"));
    }

    @ParameterizedTest
    @CsvSource({
            "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
            "2001:db8:1:2::1, 2001:0DB8:0001:0002:0:0:0:9",
            "2001:db8:1:2::1%0, 2001:db8:1:2::2",
            "2001:db8:1:2::1%eth0, 2001:db8:1:2::2%no-such-interface",
            "[2001:db8:1:2::1], 2001:db8:1:2::1",
            "2001:db8:1:2:3:4:192.0.2.1, 2001:db8:1:2::",
            "::1, ::2",
            "::ffff:192.0.2.1, 192.0.2.1",
            "0:0:0:0:0:FFFF:c000:201, 192.0.2.1"})
    void addressesOfOneIpv6PrefixCountTogether(String one, String other) {
        assertThat(FailureKey.address(one)).isEqualTo(FailureKey.address(other));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8:1:2::1, 2001:db8:1:3::1", "::1, 127.0.0.1", "not:an:address, ::1",
            "1.2.3, 1.2.0.3", "0x7f.1, 127.0.0.1", "2130706433, 127.0.0.1", "256.0.0.1, 0.0.0.1", "cafe, face.de",
            "1::2::3, 1::3", "1:2:3:4:5:6:7, 1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:8:9, 1:2:3:4:5:6:7:8", "::g, ::",
            "1:2:3:4:5:6:7::8, 1:2:3:4:0:0:0:0", "192.0.2.1::, c000:201::", "12345::, 2345::", "-1::, 1::", ":, ::", "'', ::"})
    void addressesOfOthersDoNot(String one, String other) {
        assertThat(FailureKey.address(one)).isNotEqualTo(FailureKey.address(other));
    }

    @Test
    void aNameThatLooksLikeAnAddressIsNone() {
        assertThat(FailureKey.name("192.0.2.1")).isNotEqualTo(FailureKey.address("192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anAttemptWithoutANameCountsForItsAddressAlone(String name) {
        assertThat(new LoginAttempt(name, "192.0.2.1").keys()).containsExactly(FailureKey.address("192.0.2.1"));
        assertThat(new LoginAttempt(null, "192.0.2.1").keys()).containsExactly(FailureKey.address("192.0.2.1"));
        assertThat(new LoginAttempt(name, null).keys()).isEmpty();
    }
}
