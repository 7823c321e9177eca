package io.komauth.compat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An object of an interface some of whose methods return something else. All other methods are those of the original, also the
 * ones that a later version adds to the interface.
 *
 * <p>Leans on: nothing. Since: Keycloak 26.2. Test: {@code ReplacedMethodsTest}.
 */
final class ReplacedMethods implements InvocationHandler {

    private final Object original;
    private final Map<String, Supplier<?>> replacements;

    private ReplacedMethods(Object original, Map<String, Supplier<?>> replacements) {
        this.original = original;
        this.replacements = replacements;
    }

    /**
     * @param replacements by the name of a method what it returns, whatever its arguments are
     */
    static <T> T in(Class<T> type, T original, Map<String, Supplier<?>> replacements) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                new ReplacedMethods(original, replacements)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Supplier<?> replacement = replacements.get(method.getName());
        if (replacement != null) {
            return replacement.get();
        }
        try {
            return method.invoke(original, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
