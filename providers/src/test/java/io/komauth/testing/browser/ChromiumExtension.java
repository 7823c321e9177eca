package io.komauth.testing.browser;

import java.util.List;
import java.util.stream.Stream;

import io.komauth.testing.Programs;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

final class ChromiumExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ChromiumExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = Stream.of(Chromium.BROWSER, Chromium.DRIVER)
                .filter(program -> Programs.find(program).isEmpty()).toList();
        return Programs.condition(context.getDisplayName(), missing, List.of("chromium", "chromium-driver"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Chromium resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Browsers browsers = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Browsers.class, type -> new Browsers(), Browsers.class);
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Chromium.class, type -> new Chromium(browsers), Chromium.class);
    }
}
