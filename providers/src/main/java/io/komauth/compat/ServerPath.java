package io.komauth.compat;

import io.vertx.ext.web.RoutingContext;

/**
 * The path of a request, as the server routes it.
 *
 * <p>Leans on: Quarkus, which mounts its routes below {@code --http-relative-path}. Since: Keycloak 26.2. Test:
 * {@code RelativePathIT}.
 *
 * @param root where the server itself is, such as {@code /auth}; empty by default
 * @param path below that, with a slash before it
 */
record ServerPath(String root, String path) {

    static ServerPath of(RoutingContext context) {
        String root = context.mountPoint() == null ? "" : context.mountPoint().replaceFirst("/$", "");
        return new ServerPath(root, context.normalizedPath().substring(root.length()));
    }
}
