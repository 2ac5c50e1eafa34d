// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a test with {@link BindTest}, or a class of them: how many statements it may have run at its end, in all binds together, as
 * {@link Statements} counts them. More of them fail it, with their texts.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MaxStatements {

    /** {@return how many} */
    int value();
}
