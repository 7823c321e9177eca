package io.komauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptLanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "zh-Hant-TW;q=0.8 | zh-Hant-TW", "zh_CN | zh-CN", "de, en;q=0.5, zh;q=0.1 | de en zh", "zh;q=0.1,en;q=0.50 | en zh",
            "en;q=0 , zh | zh", "en ; q=0.3 | en", "fr;Q=1.000 | fr", "*, en | en", "zh-yue | yue"})
    void theMostPreferredLanguageComesFirst(String header, String languages) {
        assertThat(wanted(header)).isEqualTo(languages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh;q=x", "zh;q=-1", "zh;q=2", "zh;q=1.1", "zh;q=NaN", "zh;q=1e9", "zh;;q=1", "zh en", "z", "zh-", "-zh",
            "zh--CN", "中文", "\"zh\"", ";;;=,,", "", " ", ",,,,"})
    void malformedRangesAreSkipped(String range) {
        assertThat(wanted(range)).isEmpty();
        assertThat(wanted(range + ", de")).isEqualTo("de");
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(AcceptLanguage.preferred(List.of("en;q=0.5", "zh"))).containsExactly(Locale.CHINESE, Locale.ENGLISH);
        assertThat(AcceptLanguage.preferred(null)).isEmpty();
    }

    @Test
    void onlyTheFirstRangesCount() {
        assertThat(AcceptLanguage.preferred(List.of("zh-TW,en," + tags(48_000)))).hasSizeLessThanOrEqualTo(20)
                .startsWith(Locale.TAIWAN, Locale.ENGLISH);
        assertThat(AcceptLanguage.preferred(Stream.of(tags(15_000).split(",")).toList())).hasSize(20);
    }

    @Test
    void aTruncatedTagIsIgnored() {
        assertThat(wanted("zh," + "x".repeat(493) + ",en-GB")).isEqualTo("zh");
    }

    /** A thousand requests cost less than one did: 80 ms for 15 KB, 370 ms for 48 KB. */
    @ParameterizedTest
    @ValueSource(ints = {15_000, 48_000})
    void manyTagsTakeLittleTime(int length) {
        String header = tags(length);
        List<String> headers = List.of(header.split(","));

        assertThat(processorTime(() -> AcceptLanguage.preferred(List.of(header)))).isLessThan(Duration.ofMillis(500));
        assertThat(processorTime(() -> AcceptLanguage.preferred(headers))).isLessThan(Duration.ofMillis(500));
        assertThat(processorTime(() -> AcceptLanguage.preferred(List.of("a".repeat(length))))).isLessThan(Duration.ofMillis(500));
        assertThat(processorTime(() -> AcceptLanguage.preferred(List.of(" ".repeat(length))))).isLessThan(Duration.ofMillis(500));
        assertThat(processorTime(() -> AcceptLanguage.parse(header.replace(',', '-')))).isLessThan(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!!", "x", "zh-Hans-CN-x-aaaaaaaa-bbbbbbbb-cccccccc"})
    void aMalformedTagIsNoLanguage(String tag) {
        assertThat(AcceptLanguage.parse(tag)).isEmpty();
    }

    /** Of a thousand calls. */
    private static Duration processorTime(Runnable call) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 1_000; i++) {
            call.run();
        }
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    }

    /** Distinct tags of three letters. */
    private static String tags(int length) {
        Function<Integer, String> letter = i -> String.valueOf((char) ('a' + i % 26));
        return IntStream.range(0, length / 4).mapToObj(i -> letter.apply(i / 676) + letter.apply(i / 26) + letter.apply(i))
                .collect(Collectors.joining(","));
    }

    private static String wanted(String header) {
        return AcceptLanguage.preferred(List.of(header)).stream().map(Locale::toLanguageTag).collect(Collectors.joining(" "));
    }
}
