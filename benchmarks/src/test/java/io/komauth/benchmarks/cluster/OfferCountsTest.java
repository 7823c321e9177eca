package io.komauth.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

import io.komauth.testing.ServerResponse;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Things that are offered on two routes at the same moment")
class OfferCountsTest {

    private static final Route GOOD = request -> answer(200);
    private static final Route REFUSING = request -> answer(400);
    private static final Route CUT = request -> {
        throw new UncheckedIOException(new IOException("no answer"));
    };

    @Test
    @DisplayName("are counted as good on one route, on both or on neither")
    void counts() {
        assertThat(offered(5, GOOD, GOOD)).isEqualTo(new OfferCounts(5, 0, 5));
        assertThat(offered(5, GOOD, REFUSING)).isEqualTo(new OfferCounts(5, 5, 0));
        assertThat(offered(5, CUT, GOOD)).isEqualTo(new OfferCounts(5, 5, 0));
        assertThat(offered(5, REFUSING, CUT)).isEqualTo(new OfferCounts(5, 0, 0));
    }

    @Test
    @DisplayName("are made one by one, each for both routes")
    void things() {
        Map<Integer, Integer> uses = new ConcurrentHashMap<>();
        IntFunction<Integer> once = i -> uses.merge(i, 1, Integer::sum) == 1 ? 200 : 400;

        OfferCounts counts = OfferCounts.of(10, i -> node -> answer(once.apply(i)), request -> request.apply(null),
                request -> request.apply(null));

        assertThat(counts).isEqualTo(new OfferCounts(10, 10, 0));
        assertThat(uses.values()).hasSize(10).containsOnly(2);
    }

    @Test
    @DisplayName("are shown by how many were good twice, and never if there are any")
    void text() {
        assertThat(List.of(new OfferCounts(10, 9, 1), new OfferCounts(10, 7, 1).plus(new OfferCounts(1, 0, 1))))
                .extracting(OfferCounts::toString).containsExactly("1 of 10", "2 of 11 (2 never)");
    }

    private static OfferCounts offered(int count, Route one, Route other) {
        return OfferCounts.of(count, i -> node -> answer(500), one, other);
    }

    private static ServerResponse answer(int status) {
        return new ServerResponse(status, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
    }
}
