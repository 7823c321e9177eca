package io.komauth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a test class where docker-compose.yml cannot be run: servers do not run in containers, another version of the
 * server is tested, or nothing runs compose files. The last fails where nobody looks on, which the environment says by
 * {@code CI=true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ComposeExtension.class)
public @interface WithCompose {
}
