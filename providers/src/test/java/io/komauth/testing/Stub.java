package io.komauth.testing;

import java.lang.reflect.Proxy;
import java.util.function.Function;

/** Objects of Keycloak's interfaces without a server. */
public final class Stub {

    private Stub() {
    }

    /** @param answers what a method returns, by its name */
    public static <T> T of(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName())));
    }
}
