package io.komauth.bom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Adds the fonts and voices to the libraries, which alone Maven knows of: the bill of what the JAR ships. */
public final class BillOfMaterials {

    static final String NAME = "keycloak-kom-auth-bom.json";

    private static final String LIBRARIES = "libraries-bom.json";
    private static final String FACES_AND_VOICES = "faces-and-voices.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private BillOfMaterials() {
    }

    /** @param arguments the folder of the JAR's resources, and the one with what the build makes */
    public static void main(String[] arguments) throws IOException {
        Path resources = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Path bill = target.resolve(NAME);
        Files.deleteIfExists(bill);
        if (Files.exists(target.resolve(LIBRARIES))) {
            JsonNode complete = complete(JSON.readTree(target.resolve(LIBRARIES).toFile()), resources);
            Files.writeString(bill, complete.toPrettyString() + "\n");
        }
    }

    private static JsonNode complete(JsonNode libraries, Path resources) throws IOException {
        ArrayNode components = libraries.withArray("components");
        ArrayNode needed = libraries.at("/dependencies/0").withArray("dependsOn");
        try (InputStream more = BillOfMaterials.class.getResourceAsStream(FACES_AND_VOICES)) {
            for (JsonNode component : JSON.readTree(more)) {
                Path file = resources.resolve(path(component));
                if (Files.isRegularFile(file)) {
                    ObjectNode hash = ((ObjectNode) component).putArray("hashes").addObject();
                    hash.put("alg", "SHA-256").put("content", sha256(Files.readAllBytes(file)));
                }
                components.add(component);
                needed.add(component.get("bom-ref"));
            }
        }
        return libraries;
    }

    /** Where in the JAR a component is; a folder ends in a slash. */
    static String path(JsonNode component) {
        return component.at("/properties/0/value").asText();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
