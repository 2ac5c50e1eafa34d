// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a test with {@link BindTest}, or a class of them: no transaction is begun around it, so what the application commits is
 * committed. Each bind in which a statement has run is emptied afterwards, by one call for all of them: dropped and made
 * anew with its load script, so that ids begin anew, or truncated where migrations made its tables.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Committed {}
