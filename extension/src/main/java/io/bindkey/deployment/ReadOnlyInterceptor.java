// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.Bookmark;
import io.bindkey.ReadOnly;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The interceptor of {@link ReadOnly}: around that of {@code @Transactional}, whose transaction then begins in it. */
final class ReadOnlyInterceptor extends AroundInvoke {

    private static final int PRIORITY = Interceptor.Priority.PLATFORM_BEFORE + 190;

    private final Supplier<BindsRuntime> runtime;

    ReadOnlyInterceptor(Supplier<BindsRuntime> runtime) {
        super(new Literal(), ReadOnly.class.getName(), PRIORITY);
        this.runtime = runtime;
    }

    @Override
    @Nullable
    Object call(InvocationContext call) throws Exception {
        return runtime.get().contexts().readOnly().call(Bookmark.NONE, call::proceed);
    }

    @SuppressWarnings("ClassExplicitlyAnnotation")
    private static final class Literal extends AnnotationLiteral<ReadOnly> implements ReadOnly {

        private static final long serialVersionUID = 1L;
    }
}
