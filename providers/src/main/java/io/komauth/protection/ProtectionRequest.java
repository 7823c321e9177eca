package io.komauth.protection;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import jakarta.ws.rs.core.MultivaluedMap;

/**
 * Which parts of a realm a request is about.
 *
 * @param parts  by name, whether it is to be protected or undone; a part that the request does not name is missing
 * @param dryRun whether nothing is to be changed
 */
record ProtectionRequest(Map<String, Boolean> parts, boolean dryRun) {

    static final String THEME = "theme";

    private static final String DRY_RUN = "dryRun";
    private static final String PART = "part";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    ProtectionRequest {
        parts = Map.copyOf(parts);
    }

    /** @return the names of all parts, in the order of reports */
    static List<String> names() {
        return Stream.concat(Arrays.stream(ProtectedFlow.values()).map(ProtectedFlow::part), Stream.of(THEME)).toList();
    }

    /** A part that is not named is wanted. */
    boolean wants(String part) {
        return parts.getOrDefault(part, true);
    }

    boolean names(String part) {
        return parts.getOrDefault(part, false);
    }

    /** @throws ProtectionRefusal if the body or the query is wrong; the message says what to change */
    static ProtectionRequest ofBody(String body, MultivaluedMap<String, String> query) {
        requireKnown(query, Set.of(DRY_RUN));
        Map<String, Boolean> members = new LinkedHashMap<>(members(body));
        boolean inBody = Boolean.TRUE.equals(members.remove(DRY_RUN));
        if (names().stream().noneMatch(part -> members.getOrDefault(part, true))) {
            throw ProtectionRefusal.badRequest("All parts are left out: set at least one of " + names() + " to true");
        }
        return new ProtectionRequest(members, isDryRun(query) || inBody);
    }

    /** @throws ProtectionRefusal if the query is wrong; the message says what to change */
    static ProtectionRequest ofQuery(MultivaluedMap<String, String> query) {
        requireKnown(query, Set.of(DRY_RUN, PART));
        Set<String> wanted = new LinkedHashSet<>(query.getOrDefault(PART, List.of()));
        wanted.forEach(part -> {
            if (!names().contains(part)) {
                throw ProtectionRefusal.badRequest("part=" + part + " is no part of a realm's protection: use one of " + names());
            }
        });
        Map<String, Boolean> parts = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            names().forEach(part -> parts.put(part, wanted.contains(part)));
        }
        return new ProtectionRequest(parts, isDryRun(query));
    }

    private static Map<String, Boolean> members(String body) {
        if (body == null || body.isBlank()) {
            return Map.of();
        }
        JsonNode object;
        try {
            object = JSON.readTree(body);
        } catch (IOException e) {
            throw ProtectionRefusal.badRequest("The body is not JSON. Send an object such as {\"directGrant\": false}, or nothing");
        }
        if (!object.isObject()) {
            throw ProtectionRefusal.badRequest("The body is no JSON object. Send one such as {\"directGrant\": false}, or nothing");
        }
        Map<String, Boolean> members = new LinkedHashMap<>();
        object.fields().forEachRemaining(member -> {
            if (!names().contains(member.getKey()) && !member.getKey().equals(DRY_RUN)) {
                throw ProtectionRefusal.badRequest("'" + member.getKey() + "' is no part of a realm's protection: use " + names()
                        + ", or " + DRY_RUN);
            }
            if (!member.getValue().isBoolean()) {
                throw ProtectionRefusal.badRequest("'" + member.getKey() + "' must be true or false");
            }
            members.put(member.getKey(), member.getValue().booleanValue());
        });
        return members;
    }

    private static void requireKnown(MultivaluedMap<String, String> query, Set<String> known) {
        query.keySet().forEach(name -> {
            if (!known.contains(name)) {
                throw ProtectionRefusal.badRequest("There is no query parameter '" + name + "' here: use " + known.stream().sorted()
                        .toList());
            }
        });
    }

    private static boolean isDryRun(MultivaluedMap<String, String> query) {
        List<String> values = query.getOrDefault(DRY_RUN, List.of("false"));
        return switch (values.size() == 1 ? values.get(0) : "") {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProtectionRefusal.badRequest("The query parameter " + DRY_RUN + " must be true or false, once");
        };
    }
}
