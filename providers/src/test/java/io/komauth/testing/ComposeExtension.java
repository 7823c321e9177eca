package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

final class ComposeExtension implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ServerRuntime.chosen() != ServerRuntime.CONTAINER) {
            return skipped(context, "Servers do not run in containers here");
        }
        if (!composeFile().contains(ContainerServer.image())) {
            return skipped(context, "docker-compose.yml has another server than " + ContainerServer.image());
        }
        if (ComposeProject.program().isEmpty() && !"true".equals(System.getenv("CI"))) {
            return skipped(context, "There is neither docker compose nor docker-compose");
        }
        return ConditionEvaluationResult.enabled("docker-compose.yml is what is tested");
    }

    private static ConditionEvaluationResult skipped(ExtensionContext context, String reason) {
        // Maven counts what is skipped, but does not say why
        System.out.println(context.getDisplayName() + " is skipped. " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static String composeFile() {
        try {
            return Files.readString(BuildFiles.composeFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
