package io.komauth.http;

import io.vertx.ext.web.RoutingContext;

/**
 * The address of a request, as the server looks for what answers it.
 *
 * @param root where the server itself is, such as {@code /auth}; empty by default
 * @param path below that, with a slash before it
 */
public record ServerPath(String root, String path) {

    public static ServerPath of(RoutingContext context) {
        String root = context.mountPoint() == null ? "" : context.mountPoint().replaceFirst("/$", "");
        return new ServerPath(root, context.normalizedPath().substring(root.length()));
    }
}
