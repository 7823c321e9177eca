package io.komauth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * Marks a test that needs a server of its own, containers, or much time. {@code mvn verify} leaves it out; {@code mvn verify
 * -Pfull} runs it, and so does {@code -Dit.test}, which names it.
 */
@Tag(Full.TAG)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Full {

    /** As the build calls it. */
    String TAG = "full";
}
