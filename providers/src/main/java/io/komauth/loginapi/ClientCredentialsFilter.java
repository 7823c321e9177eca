package io.komauth.loginapi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

import org.keycloak.util.BasicAuthHelper;

/**
 * Writes the client's credentials as Keycloak reads them. In the documented API they stand as they are; RFC 6749, 2.3.1, has
 * them form-encoded, so that a secret with a plus sign would be another one, and one with a percent sign an error in the log.
 * What is malformed is taken away: some servers fail for it.
 */
@Provider
@LoginApiCall
public final class ClientCredentialsFilter implements ContainerRequestFilter {

    private static final Pattern BASIC = Pattern.compile("Basic(?: +(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Some databases fail for a control character in the id. */
    private static final Pattern ID_AND_SECRET = Pattern.compile("([^:\\p{Cntrl}]*):(.*)", Pattern.DOTALL);

    @Override
    public void filter(ContainerRequestContext request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        Matcher basic = BASIC.matcher(authorization == null ? "" : authorization);
        if (!basic.matches()) {
            return;
        }
        Optional<Matcher> credentials = decoded(basic.group(1)).map(ID_AND_SECRET::matcher).filter(Matcher::matches);
        if (credentials.isPresent()) {
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION,
                    BasicAuthHelper.RFC6749.createHeader(credentials.get().group(1), credentials.get().group(2)));
        } else {
            request.getHeaders().remove(HttpHeaders.AUTHORIZATION);
        }
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.ofNullable(base64)
                    .map(text -> new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
