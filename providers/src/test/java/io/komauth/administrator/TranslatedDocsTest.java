package io.komauth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.Document;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslatedDocsTest {

    @ParameterizedTest
    @ValueSource(strings = {"README", "docs/administrator", "docs/api", "docs/login-pages", "docs/migration"})
    void theChinesePageHasTheSameCommands(String page) {
        assertThat(Document.blocks(page + ".zh-CN.md")).isNotEmpty().isEqualTo(Document.blocks(page + ".md"));
    }
}
