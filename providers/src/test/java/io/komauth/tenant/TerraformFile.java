package io.komauth.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.Document;

/**
 * The resources of a Terraform file, as JSON: blocks within a block are lists, references to {@code .alias} and
 * {@code .name} are the text that they stand for. It reads what our file uses of the language: no expressions, no heredocs.
 */
final class TerraformFile {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern TOKEN =
            Pattern.compile("#[^\n]*|(\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_][\\w.]*|-?\\d+|[{}\\[\\]=,(])|\\S");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w.]*");
    private static final Pattern REFERENCE = Pattern.compile("(keycloak_\\w+)\\.(\\w+)\\.(alias|name)");

    private final List<String> tokens;
    private final List<ObjectNode> resources = new ArrayList<>();
    private int next;

    private TerraformFile(String text) {
        tokens = TOKEN.matcher(text).results().map(MatchResult::group).filter(token -> !token.startsWith("#")).toList();
        while (next < tokens.size()) {
            block(take(), resources);
        }
    }

    static TerraformFile read(String name) {
        return new TerraformFile(Document.whole(name));
    }

    /** The resources of a type, without the prefix {@code keycloak_}. */
    Stream<ObjectNode> resources(String type) {
        return resources.stream().filter(resource -> resource.path("#type").asText().equals("keycloak_" + type));
    }

    /** The only resource of a type. */
    ObjectNode resource(String type) {
        List<ObjectNode> found = resources(type).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources keycloak_" + type);
        }
        return found.get(0);
    }

    /** The text of an argument, where a reference stands for what it refers to. */
    String text(JsonNode resource, String argument) {
        return resolve(resource.path(argument));
    }

    List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(this::resolve).toList();
    }

    private String resolve(JsonNode value) {
        return REFERENCE.matcher(value.asText()).results().findFirst().map(reference -> resources.stream()
                .filter(resource -> resource.path("#type").asText().equals(reference.group(1))
                        && resource.path("#name").asText().equals(reference.group(2)))
                .findFirst().orElseThrow(() -> new AssertionError("there is no " + value.asText()))
                .get(reference.group(3)).asText()).orElse(value.asText());
    }

    private void block(String kind, List<ObjectNode> into) {
        List<String> labels = new ArrayList<>();
        while (peek().startsWith("\"")) {
            labels.add(string(take()));
        }
        ObjectNode body = body();
        if (kind.equals("resource")) {
            into.add(body.put("#type", labels.get(0)).put("#name", labels.get(1)));
        }
    }

    private ObjectNode body() {
        expect("{");
        ObjectNode body = JSON.objectNode();
        while (!peek().equals("}")) {
            String name = take();
            String key = name.startsWith("\"") ? string(name) : name;
            if (peek().equals("=")) {
                take();
                if (body.has(key)) {
                    throw new AssertionError(key + " is set twice");
                }
                body.set(key, value());
            } else {
                body.withArray(key).add(body());
            }
            if (peek().equals(",")) {
                take();
            }
        }
        expect("}");
        return body;
    }

    private JsonNode value() {
        String token = peek();
        if (token.equals("{")) {
            return body();
        }
        if (token.equals("[")) {
            return list();
        }
        take();
        if (token.startsWith("\"")) {
            return JSON.textNode(string(token));
        }
        if (token.equals("true") || token.equals("false")) {
            return JSON.booleanNode(Boolean.parseBoolean(token));
        }
        if (peek().equals("(")) {
            // a type, such as list(string)
            next += 3;
            return JSON.textNode(token);
        }
        return WORD.matcher(token).matches() ? JSON.textNode(token) : JSON.numberNode(Integer.parseInt(token));
    }

    private ArrayNode list() {
        expect("[");
        ArrayNode list = JSON.arrayNode();
        while (!peek().equals("]")) {
            list.add(value());
            if (peek().equals(",")) {
                take();
            }
        }
        expect("]");
        return list;
    }

    private static String string(String token) {
        try {
            return new ObjectMapper().readTree(token).asText().replace("$${", "${");
        } catch (JsonProcessingException e) {
            throw new AssertionError(token, e);
        }
    }

    private String peek() {
        return tokens.get(next);
    }

    private String take() {
        return tokens.get(next++);
    }

    private void expect(String token) {
        String taken = take();
        if (!taken.equals(token)) {
            throw new AssertionError("not " + taken + ", but " + token + " after " + tokens.subList(Math.max(0, next - 8), next));
        }
    }
}
