package io.komauth.testing;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

final class ProgramsExtension implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), WithPrograms.class).stream()
                .flatMap(programs -> Stream.of(programs.value()))
                .filter(program -> !Programs.isOnThePath(program)).toList();
        return Programs.condition(context.getDisplayName(), missing, missing);
    }
}
