package io.komauth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hands the server that all tests share, {@link SharedServer}, to constructors and methods with a parameter of type {@link
 * KeycloakServer}. It is started for the first of them and stopped after the last. A test must not depend on what others do to
 * it: it makes a {@link TestRealm} and leaves the rest alone, or puts it back.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KeycloakExtension.class)
public @interface WithKeycloak {
}
