package io.komauth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a test on a machine without these programs, which have the names of their Debian packages, and says in a line what
 * to install. Where the environment variable {@code CI} is {@code true}, the test runs and fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProgramsExtension.class)
public @interface WithPrograms {

    /** Names of programs, such as {@code jq}. */
    String[] value();
}
