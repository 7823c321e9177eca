package io.komauth.cluster;

import java.util.Map;

import org.keycloak.models.SingleUseObjectProvider;

/**
 * What a record is to be.
 *
 * @param content  of which nothing is kept if it is empty
 * @param lifespan seconds, more than 0 unless the content is empty
 */
public record SharedRecord(Map<String, String> content, long lifespan) {

    public SharedRecord {
        content = Map.copyOf(content);
    }

    void writeTo(SingleUseObjectProvider objects, String key) {
        if (content.isEmpty()) {
            objects.remove(key);
        } else {
            objects.put(key, lifespan, content);
        }
    }
}
