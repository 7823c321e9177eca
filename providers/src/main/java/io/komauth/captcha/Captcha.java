package io.komauth.captcha;

/**
 * A captcha, as it is handed to a client.
 *
 * @param key      what the client sends back with the answer; opaque, at most 1,024 ASCII characters
 * @param image    the picture, a PNG
 * @param lifespan seconds until it is worth nothing
 */
public record Captcha(String key, byte[] image, int lifespan) {
}
