package io.komauth.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * A service that takes our access tokens, as it is written with the Spring Security of today: nothing but its configuration
 * is ours. It lets in whoever has the demo tenant's role, and answers with who they are.
 */
final class ResourceServer implements AutoCloseable {

    static final String ROLE = "1341632363013054455";

    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

    private ResourceServer(JwtDecoder decoder) {
        context.setServletContext(new MockServletContext());
        context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("decoder", decoder));
        context.register(Security.class);
        context.refresh();
    }

    /** For one tenant. */
    static ResourceServer of(String key) {
        return new ResourceServer(NimbusJwtDecoder.withSecretKey(secretKey(key)).build());
    }

    /**
     * For many: the key is that of the tenant that the token names, so that no other can verify it.
     *
     * @param keys by tenant id
     */
    static ResourceServer of(Map<String, String> keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWTClaimsSetAwareJWSKeySelector((header, claims, none) ->
                Stream.ofNullable(keys.get(String.valueOf(claims.getClaim("tenant_id"))))
                        .filter(key -> JWSAlgorithm.HS256.equals(header.getAlgorithm()))
                        .map(ResourceServer::secretKey).toList());
        // what the token says of time is checked by the decoder
        processor.setJWTClaimsSetVerifier((claims, none) -> { });
        return new ResourceServer(new NimbusJwtDecoder(processor));
    }

    private static SecretKey secretKey(String key) {
        return new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Asks for anything by this token. */
    MockHttpServletResponse get(String token) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders");
        request.addHeader("Authorization", "Bearer " + token);
        MockHttpServletResponse response = new MockHttpServletResponse();
        Filter security = context.getBean("springSecurityFilterChain", Filter.class);
        new MockFilterChain(new WhoAmI(), security).doFilter(request, response);
        return response;
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableWebSecurity
    @Configuration(proxyBeanMethods = false)
    static class Security {

        @Bean
        SecurityFilterChain filters(HttpSecurity http, JwtDecoder decoder) {
            JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
            authorities.setAuthoritiesClaimName("authorities");
            authorities.setAuthorityPrefix("");
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setPrincipalClaimName("user_name");
            converter.setJwtGrantedAuthoritiesConverter(authorities);
            return http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(ROLE))
                    .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder)
                            .jwtAuthenticationConverter(converter)))
                    .build();
        }
    }

    private static final class WhoAmI extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Authentication user = (Authentication) request.getUserPrincipal();
            List<String> authorities = user.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
            response.getWriter().print(user.getName() + " " + authorities);
        }
    }
}
