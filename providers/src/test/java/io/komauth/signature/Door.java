package io.komauth.signature;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.komauth.testing.Answer;
import io.komauth.testing.Request;
import io.komauth.testing.TokenRequest;

/** Where Keycloak trusts what it has signed itself: with what claims, and how it answers whoever comes with other tokens. */
enum Door {

    EXECUTE_ACTIONS(400) {
        @Override
        Map<String, Object> claims(Victim victim) {
            Map<String, Object> claims = actionToken(victim, "execute-actions");
            claims.put("rqac", List.of("UPDATE_PASSWORD"));
            return claims;
        }

        @Override
        Answer knock(Victim victim, String token) {
            return followLink(victim, token);
        }
    },

    RESET_CREDENTIALS(400) {
        @Override
        Map<String, Object> claims(Victim victim) {
            return actionToken(victim, "reset-credentials");
        }

        @Override
        Answer knock(Victim victim, String token) {
            return followLink(victim, token);
        }
    },

    REFRESH(400) {
        @Override
        Map<String, Object> claims(Victim victim) {
            Map<String, Object> claims = victim.claims("Refresh", "sword", "sword_secret");
            claims.put("scope", "all basic");
            return claims;
        }

        @Override
        Answer knock(Victim victim, String token) {
            return TokenRequest.withoutCaptcha(victim.server(), victim.realm().name(), "refresh_token")
                    .param("refresh_token", token).send();
        }

        @Override
        boolean isShut(Answer answer) {
            return super.isShut(answer) && "invalid_grant".equals(answer.member("error"));
        }
    },

    IDENTITY_COOKIE(200) {
        @Override
        Map<String, Object> claims(Victim victim) {
            return victim.claims("Serialized-ID", "sword", "sword_secret");
        }

        @Override
        Answer knock(Victim victim, String token) {
            return Request.get(victim.realm().uri("/protocol/openid-connect/auth" + Login.AUTHORIZATION_REQUEST))
                    .header("Cookie", "KEYCLOAK_IDENTITY=" + token).send();
        }

        @Override
        boolean isShut(Answer answer) {
            return super.isShut(answer) && answer.text().contains("name=\"password\"");
        }
    },

    USERINFO(401) {
        @Override
        Map<String, Object> claims(Victim victim) {
            return bearerToken(victim);
        }

        @Override
        Answer knock(Victim victim, String token) {
            return Request.get(victim.realm().uri("/protocol/openid-connect/userinfo")).bearer(token).send();
        }
    },

    INTROSPECTION(200) {
        @Override
        Map<String, Object> claims(Victim victim) {
            return bearerToken(victim);
        }

        @Override
        Answer knock(Victim victim, String token) {
            return Request.post(victim.realm().uri("/protocol/openid-connect/token/introspect"))
                    .basicAuth("sword", "sword_secret").param("token", token).send();
        }

        @Override
        boolean isShut(Answer answer) {
            return super.isShut(answer) && answer.text().equals("{\"active\":false}");
        }
    },

    ACCOUNT(401) {
        @Override
        Map<String, Object> claims(Victim victim) {
            return bearerToken(victim);
        }

        @Override
        Answer knock(Victim victim, String token) {
            return Request.get(victim.realm().uri("/account")).header("Accept", "application/json").bearer(token).send();
        }
    },

    ADMIN(401) {
        @Override
        Map<String, Object> claims(Victim victim) {
            return bearerToken(victim);
        }

        @Override
        Answer knock(Victim victim, String token) {
            return administer(victim.server().uri("/admin/realms/" + victim.realm().name() + "/users"), token);
        }
    };

    private final int refusal;

    Door(int refusal) {
        this.refusal = refusal;
    }

    /** What a token says that would be let in if a key of the realm had signed it. */
    abstract Map<String, Object> claims(Victim victim);

    abstract Answer knock(Victim victim, String token);

    /** Whether this is how a token is answered that nobody has signed. */
    boolean isShut(Answer answer) {
        return answer.status() == refusal;
    }

    static Answer administer(URI uri, String token) {
        return Request.get(uri).bearer(token).send();
    }

    private static Map<String, Object> actionToken(Victim victim, String type) {
        Map<String, Object> claims = victim.claims(type);
        claims.put("nonce", UUID.randomUUID().toString());
        claims.put("asid", UUID.randomUUID() + ".tab." + UUID.randomUUID());
        claims.put("azp", "account");
        return claims;
    }

    private static Answer followLink(Victim victim, String token) {
        return Request.get(victim.realm().uri("/login-actions/action-token?key=" + token)).send();
    }

    /** Of the one client of the demo tenant that has all of its user's roles. */
    private static Map<String, Object> bearerToken(Victim victim) {
        Map<String, Object> claims = victim.claims("Bearer", "admin-cli", null);
        claims.put("aud", "account");
        claims.put("scope", "openid");
        claims.put("resource_access", Map.of("account", Map.of("roles", List.of("manage-account", "view-profile")),
                "realm-management", Map.of("roles", List.of("view-users"))));
        return claims;
    }
}
