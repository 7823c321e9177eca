package io.komauth.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

final class DatabaseExtension implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ChosenDatabase.get().map(database -> database.condition(context.getDisplayName()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("Keycloak brings its database"));
    }
}
