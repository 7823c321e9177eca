package io.komauth.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

import io.komauth.testing.Stub;

import org.junit.jupiter.api.Test;
import org.keycloak.http.HttpRequest;

class ReplacedMethodsTest {

    interface Source {
        String read(String name) throws IOException;

        String name();
    }

    private static final Source ORIGINAL = new Source() {
        @Override
        public String read(String name) throws IOException {
            throw new IOException(name);
        }

        @Override
        public String name() {
            return "original";
        }
    };

    @Test
    void aReplacedMethodReturnsSomethingElse() throws IOException {
        Source source = ReplacedMethods.in(Source.class, ORIGINAL, Map.of("read", () -> "replaced"));
        assertThat(source.read("a")).isEqualTo("replaced");
        assertThat(source.name()).isEqualTo("original");
    }

    @Test
    void anExceptionOfTheOriginalStaysAsItIs() {
        Source source = ReplacedMethods.in(Source.class, ORIGINAL, Map.of());
        assertThatThrownBy(() -> source.read("a")).isInstanceOf(IOException.class).hasMessage("a");
    }

    @Test
    void everyMethodOfARequestIsPassedOnButThoseOfFormAndUri() throws ReflectiveOperationException {
        List<String> called = new ArrayList<>();
        HttpRequest request = recorder(HttpRequest.class, called);
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.add("grant_type", "captcha");
        HttpRequest wrapped = TokenEndpointRequest.of(request, form);
        assertThat(wrapped.getDecodedFormParameters()).isSameAs(form);
        assertThat(wrapped.getMultiPartFormParameters()).isEmpty();
        assertThat(notPassedOn(HttpRequest.class, wrapped, called))
                .isEqualTo(Set.of("getDecodedFormParameters", "getMultiPartFormParameters"));
    }

    @Test
    void theUriOfARequestHasNoQueryString() throws ReflectiveOperationException {
        List<String> called = new ArrayList<>();
        UriInfo uri = UriWithoutQuery.of(recorder(UriInfo.class, called));
        assertThat(uri.getQueryParameters()).isEmpty();
        assertThat(uri.getQueryParameters(false)).isEmpty();
        assertThat(notPassedOn(UriInfo.class, uri, called)).isEqualTo(Set.of("getQueryParameters"));
    }

    private static <T> T recorder(Class<T> type, List<String> called) {
        return Stub.of(type, method -> {
            called.add(method);
            return switch (method) {
                case "isProxyTrusted" -> true;
                case "getRequestUriBuilder" -> UriBuilder.fromUri("https://kom.test/?a=b");
                default -> null;
            };
        });
    }

    private static Set<String> notPassedOn(Class<?> type, Object wrapped, List<String> called) throws ReflectiveOperationException {
        Set<String> missing = new TreeSet<>();
        for (Method method : type.getMethods()) {
            called.clear();
            method.invoke(wrapped, Stream.of(method.getParameterTypes()).map(parameter -> parameter == boolean.class ? true : null).toArray());
            if (called.isEmpty()) {
                missing.add(method.getName());
            }
        }
        return missing;
    }
}
