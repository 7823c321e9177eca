package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.Document;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder of recorded requests, and the docs that list its clients. */
class RecordedClientsTest {

    @ParameterizedTest
    @CsvSource({"api.md,en", "api.zh-CN.md,zh"})
    void theDocsListTheClients(String page, String language) {
        assertThat(Document.text(page)).contains("\n\n" + RecordedClient.table(language) + "\n");
    }

    @Test
    void eachClientIsThereOnce() {
        assertThat(RecordedClient.all()).hasSizeGreaterThanOrEqualTo(12).doesNotHaveDuplicates()
                .extracting(RecordedClient::toString).doesNotHaveDuplicates();
    }

    @Test
    void theClientsUseEveryCall() {
        List<RecordedClient.Step> steps = RecordedClient.all().stream().flatMap(client -> client.steps().stream()).toList();

        assertThat(steps).extracting(RecordedClient.Step::response)
                .contains("preflight", "captcha", "tokens", "user-info", "logout");
        assertThat(steps).extracting(step -> step.request().get(0)).anyMatch(line -> line.contains("grant_type=refresh_token"));
        assertThat(steps).filteredOn(step -> step.body() != null).extracting(RecordedClient.Step::body)
                .anyMatch(body -> body.contains("refresh_token"));
    }
}
