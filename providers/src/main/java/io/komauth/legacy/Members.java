package io.komauth.legacy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.komauth.captcha.CaptchaForm;
import io.komauth.tenant.Characters;

import org.keycloak.OAuth2Constants;
import org.keycloak.utils.StringUtil;

/**
 * The members of a request that the documented API knows. What else a client sends is dropped here, so that no parameter of
 * Keycloak's own rides along.
 *
 * @param values by name; what is {@code null} in the request is not there
 */
record Members(Map<String, String> values) {

    static final String TENANT = "tenantId";
    static final String FINGERPRINT = "fp";

    private static final Set<String> DOCUMENTED = Set.of(OAuth2Constants.GRANT_TYPE, OAuth2Constants.SCOPE,
            OAuth2Constants.USERNAME, OAuth2Constants.PASSWORD, OAuth2Constants.REFRESH_TOKEN, CaptchaForm.KEY,
            CaptchaForm.CODE, TENANT, FINGERPRINT);

    static final Members NONE = new Members(Map.of());

    /** @throws RefusedException if a member has characters that no database and no log should get */
    static Members documented(Map<String, String> all) {
        Map<String, String> documented = new LinkedHashMap<>(all);
        documented.keySet().retainAll(DOCUMENTED);
        documented.forEach(Members::check);
        return new Members(Map.copyOf(documented));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws RefusedException if it is not there, or blank */
    String require(String name) {
        return get(name).filter(StringUtil::isNotBlank).orElseThrow(() -> new RefusedException(Refusal.MISSING, name));
    }

    /** @return these members, and those of the others that are not among these */
    Members orElse(Members others) {
        Map<String, String> all = new LinkedHashMap<>(others.values);
        all.putAll(values);
        return new Members(Map.copyOf(all));
    }

    /** A password may have any character that can be written in UTF-8: it is hashed, and goes nowhere else. */
    private static void check(String name, String value) {
        boolean printable = name.equals(OAuth2Constants.PASSWORD) || Characters.arePrintable(value);
        if (!printable || !Characters.areWhole(value)) {
            throw new RefusedException(Refusal.CHARACTERS, name);
        }
    }
}
