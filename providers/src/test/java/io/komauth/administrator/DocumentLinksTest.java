package io.komauth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.komauth.testing.Document;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentLinksTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
    private static final Pattern FENCED_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");
    private static final int README_WORDS = 900;

    static List<String> pages() {
        return Document.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsToAFileAndToAHeadingOfIt(String page) {
        Path file = Document.file(page);

        assertThat(links(page)).allSatisfy(link -> {
            Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1)).normalize();
            assertThat(target).as(link.group()).exists();
            if (link.group(2) != null && target.toString().endsWith(".md")) {
                assertThat(anchors(Document.relative(target))).as(link.group()).contains(link.group(2));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/index.md", "docs/index.zh-CN.md"})
    void theIndexLeadsToEveryPageOfTheDocs(String index) {
        Set<Path> linked = links(index).stream().map(link -> Document.file(index).resolveSibling(link.group(1)).normalize())
                .filter(Files::isRegularFile).collect(Collectors.toSet());

        assertThat(linked).containsAll(pages().stream()
                .filter(page -> page.matches("docs/[^/]+\\.md") && !page.startsWith("docs/index"))
                .map(Document::file).toList());
    }

    @Test
    void theReadmeIsShort() {
        assertThat(Document.whole("README.md").strip().split("\\s+")).hasSizeLessThan(README_WORDS);
    }

    private static List<MatchResult> links(String page) {
        return LINK.matcher(prose(page)).results().toList();
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(String page) {
        return HEADING.matcher(prose(page)).results().map(heading -> NOT_IN_ANCHORS.matcher(heading.group(1)).replaceAll("")
                .strip().toLowerCase(Locale.ROOT).replace(' ', '-')).collect(Collectors.toSet());
    }

    private static String prose(String page) {
        return FENCED_BLOCK.matcher(Document.whole(page)).replaceAll("");
    }
}
