package io.komauth.compat;

import java.net.URI;
import java.util.List;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

/**
 * A request's URI without its query string, so that no query parameter reaches Keycloak's token endpoint.
 *
 * <p>Leans on: {@link UriInfo} of Jakarta REST, every method of it; a method that it gets one day must be passed on, too. Since:
 * Keycloak 26.2. Test: {@code LoginApiIT}.
 *
 * @param uri the URI as it came
 */
record UriWithoutQuery(UriInfo uri) implements UriInfo {

    @Override
    public URI getRequestUri() {
        return getRequestUriBuilder().build();
    }

    @Override
    public UriBuilder getRequestUriBuilder() {
        return uri.getRequestUriBuilder().replaceQuery(null);
    }

    @Override
    public MultivaluedMap<String, String> getQueryParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public MultivaluedMap<String, String> getQueryParameters(boolean decode) {
        return new MultivaluedHashMap<>();
    }

    @Override
    public String getPath() {
        return uri.getPath();
    }

    @Override
    public String getPath(boolean decode) {
        return uri.getPath(decode);
    }

    @Override
    public List<PathSegment> getPathSegments() {
        return uri.getPathSegments();
    }

    @Override
    public List<PathSegment> getPathSegments(boolean decode) {
        return uri.getPathSegments(decode);
    }

    @Override
    public URI getAbsolutePath() {
        return uri.getAbsolutePath();
    }

    @Override
    public UriBuilder getAbsolutePathBuilder() {
        return uri.getAbsolutePathBuilder();
    }

    @Override
    public URI getBaseUri() {
        return uri.getBaseUri();
    }

    @Override
    public UriBuilder getBaseUriBuilder() {
        return uri.getBaseUriBuilder();
    }

    @Override
    public MultivaluedMap<String, String> getPathParameters() {
        return uri.getPathParameters();
    }

    @Override
    public MultivaluedMap<String, String> getPathParameters(boolean decode) {
        return uri.getPathParameters(decode);
    }

    @Override
    public List<String> getMatchedURIs() {
        return uri.getMatchedURIs();
    }

    @Override
    public List<String> getMatchedURIs(boolean decode) {
        return uri.getMatchedURIs(decode);
    }

    @Override
    public List<Object> getMatchedResources() {
        return uri.getMatchedResources();
    }

    @Override
    public URI resolve(URI relative) {
        return uri.resolve(relative);
    }

    @Override
    public URI relativize(URI absolute) {
        return uri.relativize(absolute);
    }
}
