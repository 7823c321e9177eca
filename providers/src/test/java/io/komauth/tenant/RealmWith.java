package io.komauth.tenant;

import java.lang.reflect.Proxy;

import org.keycloak.models.RealmModel;

/** A realm without a server. */
final class RealmWith {

    private RealmWith() {
    }

    /** A realm whose every attribute has this value. */
    static RealmModel attribute(String value) {
        return (RealmModel) Proxy.newProxyInstance(RealmModel.class.getClassLoader(), new Class<?>[] {RealmModel.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> value;
                    case "getId", "getName" -> "test";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
