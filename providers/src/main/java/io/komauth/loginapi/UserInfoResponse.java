package io.komauth.loginapi;

import java.util.LinkedHashMap;
import java.util.Map;

import org.keycloak.representations.AccessTokenResponse;

/** The members of a token response but the tokens; some of them also by the names that front ends read here. */
final class UserInfoResponse {

    private UserInfoResponse() {
    }

    static Map<String, Object> of(AccessTokenResponse response) {
        Map<String, Object> members = new LinkedHashMap<>(TokenResponse.withoutTokens(response));
        members.put("userId", members.get("user_id"));
        members.put("roleId", members.get("role_id"));
        members.put("deptId", members.get("dept_id"));
        members.put("tenantId", members.get("tenant_id"));
        members.put("userName", members.get("user_name"));
        return members;
    }
}
