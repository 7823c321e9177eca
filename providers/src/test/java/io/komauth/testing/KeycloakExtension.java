package io.komauth.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.IncompleteExecutionException;

final class KeycloakExtension
        implements ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(KeycloakExtension.class);
    private static final String SHARED = "shared";
    private static final String PLAIN = "plain";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KeycloakServer.class;
    }

    @Override
    public KeycloakServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).getOrComputeIfAbsent(
                parameter.isAnnotated(Plain.class) ? PLAIN : SHARED, KeycloakExtension::start, KeycloakServer.class);
    }

    private static KeycloakServer start(String name) {
        KeycloakServer server = (name.equals(PLAIN) ? KeycloakServer.named(name).fixedCaptchas().demoRealm()
                : SharedServer.options(name)).start();
        DemoTenant.unprotectOn(server);
        return server;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw namingLogs(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw namingLogs(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw namingLogs(failure);
    }

    private static Throwable namingLogs(Throwable failure) {
        if (failure instanceof IncompleteExecutionException) {
            return failure;
        }
        AssertionError named = new AssertionFailedError(
                failure + "\nThe servers' logs: " + BuildFiles.target().resolve("keycloak-*.log"), failure);
        named.setStackTrace(failure.getStackTrace());
        return named;
    }
}
