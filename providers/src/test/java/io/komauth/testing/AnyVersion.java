package io.komauth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/** Marks a test that runs no Keycloak, whose result is the same on each version. {@code .ci/compatibility} leaves it out. */
@Tag(AnyVersion.TAG)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AnyVersion {

    /** As the build calls it. */
    String TAG = "any-version";
}
