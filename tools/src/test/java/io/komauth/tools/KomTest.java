package io.komauth.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KomTest {

    @ParameterizedTest
    @ValueSource(strings = {"tenant", "users convert", "users load", "users stranded", "take-out", "sm2-key", "trial",
        "trial export", "trial oddities"})
    void eachCommandHasHelpThatSaysWhatItEndsWith(String command) {
        KomRun help = KomRun.of((command + " --help").split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: kom " + command, "Exit codes:")
                .containsPattern("\\b1 +Some rows").containsPattern("\\b3 +The server").containsPattern("\\b4 +Refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"protect", "tenant", "users load", "take-out"})
    void whatWritesToAServerCanBeTriedFirst(String command) {
        assertThat(KomRun.of((command + " --help").split(" ")).out()).contains("--dry-run", "--json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "users", "tenant", "users convert one", "users load", "users stranded", "take-out",
            "take-out a b", "sm2-key", "sm2-key a b", "sm2-key --print a",
        "tenant --keep-valuse shop", "users load --batch none folder", "trial many", "nothing",
        "protect", "protect --all shop", "protect --check --undo shop", "protect --check --dry-run shop",
        "protect --only login --without theme shop", "protect --only logon shop"})
    void wrongArgumentsAreNamedAndEndWithTwo(String arguments) {
        KomRun run = KomRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).contains("Try: kom", "--help");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password", "--client-secret", "--secret"})
    void noSecretCanBeAnArgument(String option) {
        KomRun run = KomRun.of("tenant", option, "a secret", "shop");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Unknown option");
    }

    @Test
    void anArgumentWhoseCharactersAreLostIsRefused() {
        KomRun run = KomRun.of("tenant", "shop", "\ufffd\ufffd");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void noRealmsNameLeadsOutOfTheRealms(String realm) {
        for (String command : new String[] {"protect", "tenant", "take-out"}) {
            assertThat(KomRun.of(command, realm).exitCode()).isEqualTo(2);
        }
        assertThat(KomRun.of("users", "stranded", "shop", realm).exitCode()).isEqualTo(2);
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsNoFile() {
        assertThat(KomRun.of("users", "convert", "@here", "out").err()).contains("@here is no folder with roles.jsonl");
    }
}
