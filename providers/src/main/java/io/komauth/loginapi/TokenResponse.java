package io.komauth.loginapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.keycloak.OAuth2Constants;
import org.keycloak.representations.AccessTokenResponse;

/** A token response of the login API: these members, in this order, none of them {@code null}. */
final class TokenResponse {

    /** The member that names the access token. */
    static final String TOKEN_ID = "jti";

    private static final List<String> MEMBERS = List.of(OAuth2Constants.ACCESS_TOKEN, "token_type", OAuth2Constants.REFRESH_TOKEN,
            "expires_in", "scope", "tenant_id", "tenant_name", "password_expired", "user_name", "real_name", "client_id",
            "role_name", "license", "post_id", "user_id", "role_id", "nick_name", "oauth_id", "dept_id",
            "password_last_update_date", "account", TOKEN_ID);

    private static final String BEARER = "bearer";
    private static final String UNKNOWN = "";

    private TokenResponse() {
    }

    static Map<String, Object> of(AccessTokenResponse response) {
        Map<String, Object> known = new LinkedHashMap<>(response.getOtherClaims());
        known.put(OAuth2Constants.ACCESS_TOKEN, response.getToken());
        known.put("token_type", Objects.requireNonNullElse(response.getTokenType(), BEARER).toLowerCase(Locale.ROOT));
        known.put(OAuth2Constants.REFRESH_TOKEN, response.getRefreshToken());
        known.put("expires_in", response.getExpiresIn());
        known.put("scope", response.getScope());
        known.putIfAbsent("password_expired", false);

        Map<String, Object> result = new LinkedHashMap<>();
        MEMBERS.forEach(member -> result.put(member, Objects.requireNonNullElse(known.get(member), UNKNOWN)));
        return result;
    }

    /** The same members but the tokens. */
    static Map<String, Object> withoutTokens(AccessTokenResponse response) {
        Map<String, Object> members = of(response);
        members.keySet().removeAll(List.of(OAuth2Constants.ACCESS_TOKEN, OAuth2Constants.REFRESH_TOKEN));
        return members;
    }
}
