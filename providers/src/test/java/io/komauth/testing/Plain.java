package io.komauth.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@link Full} test: in place of {@link SharedServer}, another one that is shared as well, and has no option
 * but for fixed captchas. For what has to hold without the options of the first.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Plain {
}
