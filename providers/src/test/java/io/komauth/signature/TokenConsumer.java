package io.komauth.signature;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TokenRequest;

/** Endpoints of Keycloak that accept tokens signed by the realm: with which claims, and how they reject others. */
enum TokenConsumer {

    EXECUTE_ACTIONS(400) {
        @Override
        Map<String, Object> claims(ForgeryTarget target) {
            Map<String, Object> claims = actionToken(target, "execute-actions");
            claims.put("rqac", List.of("UPDATE_PASSWORD"));
            return claims;
        }

        @Override
        ServerResponse present(ForgeryTarget target, String token) {
            return followLink(target, token);
        }
    },

    RESET_CREDENTIALS(400) {
        @Override
        Map<String, Object> claims(ForgeryTarget target) {
            return actionToken(target, "reset-credentials");
        }

        @Override
        ServerResponse present(ForgeryTarget target, String token) {
            return followLink(target, token);
        }
    },

    REFRESH(400) {
        @Override
        Map<String, Object> claims(ForgeryTarget target) {
            Map<String, Object> claims = target.claims("Refresh", "sword", "sword_secret");
            claims.put("scope", "all basic");
            return claims;
        }

        @Override
        ServerResponse present(ForgeryTarget target, String token) {
            return TokenRequest.withoutCaptcha(target.server(), target.realm().name(), "refresh_token")
                    .param("refresh_token", token).send();
        }

        @Override
        boolean isRejected(ServerResponse response) {
            return super.isRejected(response) && "invalid_grant".equals(response.member("error"));
        }
    },

    IDENTITY_COOKIE(200) {
        @Override
        Map<String, Object> claims(ForgeryTarget target) {
            return target.claims("Serialized-ID", "sword", "sword_secret");
        }

        @Override
        ServerResponse present(ForgeryTarget target, String token) {
            return Request.get(target.realm().uri("/protocol/openid-connect/auth" + LoginFlow.AUTHORIZATION_REQUEST))
                    .header("Cookie", "KEYCLOAK_IDENTITY=" + token).send();
        }

        @Override
        boolean isRejected(ServerResponse response) {
            return super.isRejected(response) && response.text().contains("name=\"password\"");
        }
    },

    USERINFO(401) {
        @Override
        Map<String, Object> claims(ForgeryTarget target) {
            return bearerToken(target);
        }

        @Override
        ServerResponse present(ForgeryTarget target, String token) {
            return Request.get(target.realm().uri("/protocol/openid-connect/userinfo")).bearer(token).send();
        }
    },

    INTROSPECTION(200) {
        @Override
        Map<String, Object> claims(ForgeryTarget target) {
            return bearerToken(target);
        }

        @Override
        ServerResponse present(ForgeryTarget target, String token) {
            return Request.post(target.realm().uri("/protocol/openid-connect/token/introspect"))
                    .basicAuth("sword", "sword_secret").param("token", token).send();
        }

        @Override
        boolean isRejected(ServerResponse response) {
            return super.isRejected(response) && response.text().equals("{\"active\":false}");
        }
    },

    ACCOUNT(401) {
        @Override
        Map<String, Object> claims(ForgeryTarget target) {
            return bearerToken(target);
        }

        @Override
        ServerResponse present(ForgeryTarget target, String token) {
            return Request.get(target.realm().uri("/account")).header("Accept", "application/json").bearer(token).send();
        }
    },

    ADMIN(401) {
        @Override
        Map<String, Object> claims(ForgeryTarget target) {
            return bearerToken(target);
        }

        @Override
        ServerResponse present(ForgeryTarget target, String token) {
            return callAdminApi(target.server().uri("/admin/realms/" + target.realm().name() + "/users"), token);
        }
    };

    private final int rejectionStatus;

    TokenConsumer(int rejectionStatus) {
        this.rejectionStatus = rejectionStatus;
    }

    /** The claims of a token that would be accepted if a key of the realm had signed it. */
    abstract Map<String, Object> claims(ForgeryTarget target);

    abstract ServerResponse present(ForgeryTarget target, String token);

    /** Whether the response is that to an unsigned token. */
    boolean isRejected(ServerResponse response) {
        return response.status() == rejectionStatus;
    }

    static ServerResponse callAdminApi(URI uri, String token) {
        return Request.get(uri).bearer(token).send();
    }

    private static Map<String, Object> actionToken(ForgeryTarget target, String type) {
        Map<String, Object> claims = target.claims(type);
        claims.put("nonce", UUID.randomUUID().toString());
        claims.put("asid", UUID.randomUUID() + ".tab." + UUID.randomUUID());
        claims.put("azp", "account");
        return claims;
    }

    private static ServerResponse followLink(ForgeryTarget target, String token) {
        return Request.get(target.realm().uri("/login-actions/action-token?key=" + token)).send();
    }

    /** Of the one client of the demo tenant that has all of its user's roles. */
    private static Map<String, Object> bearerToken(ForgeryTarget target) {
        Map<String, Object> claims = target.claims("Bearer", "admin-cli", null);
        claims.put("aud", "account");
        claims.put("scope", "openid");
        claims.put("resource_access", Map.of("account", Map.of("roles", List.of("manage-account", "view-profile")),
                "realm-management", Map.of("roles", List.of("view-users"))));
        return claims;
    }
}
