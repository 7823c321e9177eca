package io.komauth.testing;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** A realm without a server. */
public final class RealmStub {

    private RealmStub() {
    }

    /** A realm whose every attribute has this value. */
    public static RealmModel attribute(String value) {
        return realm(Map.of("getAttribute", () -> value));
    }

    /** A realm whose steps have these configurations. */
    public static RealmModel configurations(AuthenticatorConfigModel... configurations) {
        return realm(Map.of("getAuthenticatorConfigsStream", () -> Stream.of(configurations), "getAttribute", () -> "",
                "getAuthenticationFlowsStream", Stream::empty));
    }

    /** A realm with one flow, which has this step alone. */
    public static RealmModel step(String authenticator) {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setAuthenticator(authenticator);
        step.setRequirement(AuthenticationExecutionModel.Requirement.REQUIRED);
        return realm(Map.of("getAuthenticatorConfigsStream", Stream::empty, "getAttribute", () -> "",
                "getAuthenticationFlowsStream", () -> Stream.of(new AuthenticationFlowModel()),
                "getAuthenticationExecutionsStream", () -> Stream.of(step)));
    }

    private static RealmModel realm(Map<String, Supplier<Object>> answers) {
        return Stub.of(RealmModel.class, method -> switch (method) {
            case "getId", "getName" -> "test";
            default -> {
                if (!answers.containsKey(method)) {
                    throw new UnsupportedOperationException(method);
                }
                yield answers.get(method).get();
            }
        });
    }
}
