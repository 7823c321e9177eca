package io.komauth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test of what Keycloak's database stores or compares: names, counts, marks, settings, migrated users. {@code mvn verify
 * -Dkeycloak.database=mariadb} runs it, and no other, on servers that keep their data in a MariaDB; {@code postgres} is the other
 * choice.
 */
@Tag(EachDatabase.TAG)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DatabaseExtension.class)
public @interface EachDatabase {

    /** As the build calls it. */
    String TAG = "each-database";
}
