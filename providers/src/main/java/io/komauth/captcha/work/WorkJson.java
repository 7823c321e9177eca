package io.komauth.captcha.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads solutions strictly: a signature holds for one text only. Nothing is coerced, doubled, missing or added, and the
 * parameters come in the order in which they were issued.
 */
final class WorkJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private WorkJson() {
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws JsonProcessingException if the text is malformed, or its parameters are not written as {@link #write} does */
    static WorkSolution read(String text) throws JsonProcessingException {
        JsonNode json = MAPPER.readTree(text);
        WorkSolution solution = MAPPER.treeToValue(json, WorkSolution.class);
        if (solution == null || solution.challenge() == null || solution.challenge().parameters() == null
                || solution.challenge().signature() == null || solution.solution() == null
                || solution.solution().derivedKey() == null
                || !write(json.at("/challenge/parameters")).equals(write(solution.challenge().parameters()))) {
            throw new Malformed();
        }
        return solution;
    }

    private static final class Malformed extends JsonProcessingException {

        private static final long serialVersionUID = 1;

        Malformed() {
            super("not as it was issued");
        }
    }
}
