// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a method only reads, whatever it calls: {@code @ReadOnly @Transactional public List<User> all()}.
 *
 * <p>While it runs, every bind refuses on this thread what writes or locks, with {@link BindUnavailableException} and before
 * the database sees it. Binds with a pool of their own and Hibernate read in persistence contexts that are made for this
 * call, on connections on which the database refuses to write as well, as far as it can: entities are detached when the
 * outermost such method returns, and changes to them are not looked for.
 *
 * <p>In a transaction that is active before, reads stay in that transaction and see what it has written to the database so
 * far; what waits to be flushed goes on waiting.
 *
 * <p>As with any interceptor, a call within the same object is not intercepted. {@link Binds#readOnly(Runnable)} is the same
 * for code.
 *
 * @since 1.0
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ReadOnly {}
