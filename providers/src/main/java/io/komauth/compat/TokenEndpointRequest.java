package io.komauth.compat;

import java.security.cert.X509Certificate;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

/**
 * A request of the login API, as Keycloak's token endpoint expects one.
 *
 * <p>Leans on: {@link HttpRequest}, every method of it; a method that it gets one day must be passed on, too. Since: Keycloak
 * 26.2. Test: {@code LoginApiIT}.
 *
 * @param request the request as it came
 * @param form    the parameters that Keycloak sees: these, and no other
 */
public record TokenEndpointRequest(HttpRequest request, MultivaluedMap<String, String> form) implements HttpRequest {

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return form;
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public UriInfo getUri() {
        return new UriWithoutQuery(request.getUri());
    }

    @Override
    public String getHttpMethod() {
        return request.getHttpMethod();
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        return request.getHttpHeaders();
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return request.getClientCertificateChain();
    }

    @Override
    public boolean isProxyTrusted() {
        return request.isProxyTrusted();
    }
}
