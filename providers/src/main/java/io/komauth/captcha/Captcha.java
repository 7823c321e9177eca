package io.komauth.captcha;

import java.util.Base64;

/**
 * A captcha, as it is handed to a client.
 *
 * @param key      what the client sends back with the answer; opaque, at most 1,024 ASCII characters
 * @param image    the picture, a PNG
 * @param lifespan seconds until it is worth nothing
 */
public record Captcha(String key, byte[] image, int lifespan) {

    /** @return the picture as a {@code data:} URI (RFC 2397) */
    public String imageUri() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(image);
    }
}
