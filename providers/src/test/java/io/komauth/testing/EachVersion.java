package io.komauth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * Marks a {@link Full} test of what differs from one Keycloak to the next, such as caches, databases and themes. {@code
 * .ci/compatibility --thorough} runs it on each version.
 */
@Tag(EachVersion.TAG)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface EachVersion {

    /** As the build calls it. */
    String TAG = "each-version";
}
