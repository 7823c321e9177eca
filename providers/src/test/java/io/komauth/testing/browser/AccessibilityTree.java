package io.komauth.testing.browser;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;

/** What a browser hands to screen readers: the role, the name and the description of each element that they stop at, in order. */
public final class AccessibilityTree {

    private static final List<String> SILENT = List.of("none", "generic", "InlineTextBox", "RootWebArea", "ignored");

    private AccessibilityTree() {
    }

    /** @return a line for each element, indented below the one that it belongs to */
    @SuppressWarnings("unchecked")
    public static String of(WebDriver driver) {
        Map<String, Object> tree = ((ChromeDriver) driver).executeCdpCommand("Accessibility.getFullAXTree", Map.of());
        List<Map<String, Object>> nodes = (List<Map<String, Object>>) tree.get("nodes");
        Map<Object, Map<String, Object>> byId = nodes.stream()
                .collect(Collectors.toMap(node -> node.get("nodeId"), node -> node, (node, again) -> node));
        return String.join("\n", lines(nodes.get(0), byId, "").toList());
    }

    private static Stream<String> lines(Map<String, Object> node, Map<Object, Map<String, Object>> byId, String indent) {
        boolean isSilent = Boolean.TRUE.equals(node.get("ignored")) || SILENT.contains(value(node, "role"));
        Stream<String> own = isSilent ? Stream.empty() : Stream.of(indent + line(node));
        Stream<String> children = ((List<?>) node.getOrDefault("childIds", List.of())).stream().map(byId::get)
                .filter(Objects::nonNull).flatMap(child -> lines(child, byId, isSilent ? indent : indent + "  "));
        return Stream.concat(own, children);
    }

    private static String line(Map<String, Object> node) {
        String description = value(node, "description");
        return value(node, "role") + " \"" + value(node, "name") + "\"" + (description.isEmpty() ? "" : " (" + description + ")");
    }

    private static String value(Map<String, Object> node, String property) {
        return Optional.ofNullable((Map<?, ?>) node.get(property)).map(found -> String.valueOf(found.get("value"))).orElse("");
    }
}
