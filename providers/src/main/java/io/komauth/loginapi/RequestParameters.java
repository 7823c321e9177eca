package io.komauth.loginapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.komauth.captcha.CaptchaParameters;
import io.komauth.text.UnicodeText;

import org.keycloak.OAuth2Constants;
import org.keycloak.utils.StringUtil;

/**
 * The documented parameters of a request. Whatever else a client sends is dropped, so that no parameter of Keycloak's own reaches
 * the token endpoint.
 *
 * @param values by name; what is {@code null} in the request is not there
 */
record RequestParameters(Map<String, String> values) {

    static final String TENANT = "tenantId";

    /** The same, as some clients name it. */
    static final String TENANT_ALIAS = "tenant_id";

    static final String FINGERPRINT = "fp";

    private static final Set<String> DOCUMENTED = Set.of(OAuth2Constants.GRANT_TYPE, OAuth2Constants.SCOPE,
            OAuth2Constants.USERNAME, OAuth2Constants.PASSWORD, OAuth2Constants.REFRESH_TOKEN, CaptchaParameters.KEY,
            CaptchaParameters.CODE, CaptchaParameters.WORK, TENANT, TENANT_ALIAS, FINGERPRINT);

    static final RequestParameters NONE = new RequestParameters(Map.of());

    /**
     * @throws LoginApiException if a parameter has characters that no database and no log should get, or if two of them name
     *                           different tenants
     */
    static RequestParameters documented(Map<String, String> all) {
        Map<String, String> documented = new LinkedHashMap<>(all);
        documented.keySet().retainAll(DOCUMENTED);
        documented.forEach(RequestParameters::check);
        String alias = documented.remove(TENANT_ALIAS);
        if (alias != null && !alias.equals(documented.computeIfAbsent(TENANT, absent -> alias))) {
            throw new LoginApiException(LoginApiRefusal.TENANT);
        }
        return new RequestParameters(Map.copyOf(documented));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws LoginApiException if it is not there, or blank */
    String require(String name) {
        return get(name).filter(StringUtil::isNotBlank).orElseThrow(() -> new LoginApiException(LoginApiRefusal.MISSING, name));
    }

    /** @return these parameters, and those of the others that are missing here */
    RequestParameters orElse(RequestParameters others) {
        Map<String, String> all = new LinkedHashMap<>(others.values);
        all.putAll(values);
        return new RequestParameters(Map.copyOf(all));
    }

    /** A password may have any character that can be written in UTF-8: it is hashed, and goes nowhere else. */
    private static void check(String name, String value) {
        boolean printable = name.equals(OAuth2Constants.PASSWORD) || UnicodeText.isPrintable(value);
        if (!printable || !UnicodeText.isWellFormed(value)) {
            throw new LoginApiException(LoginApiRefusal.CHARACTERS, name);
        }
    }
}
