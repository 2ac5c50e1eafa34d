// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The current request context, and in its place what a call outside of any has for its time. That is bound to the thread, as a
 * transaction of a transaction manager is. Safe for use by several threads.
 */
final class CallOrRequest implements CurrentRequest {

    private final CurrentRequest request;

    @SuppressWarnings("ThreadLocalUsage") // A static one would mix deployments.
    private final ThreadLocal<@Nullable RequestContext> ofCall = new ThreadLocal<>();

    CallOrRequest(CurrentRequest request) {
        this.request = request;
    }

    @Override
    public RequestContext get() {
        RequestContext bound = ofCall.get();
        return bound == null ? request.get() : bound;
    }

    @Override
    public @Nullable RequestContext ifTouched() {
        RequestContext bound = ofCall.get();
        return bound == null ? request.ifTouched() : bound;
    }

    @Override
    public boolean isActive() {
        return ofCall.get() != null || request.isActive();
    }

    /**
     * {@return what the work gives}
     *
     * @param context serves for its time, and ends with it
     * @throws Exception what the work throws
     */
    <T extends @Nullable Object> T call(RequestContext context, Callable<T> work) throws Exception {
        try (Binding binding = new Binding(context)) {
            return binding.during(work);
        }
    }

    /** The time of a call. */
    private final class Binding implements AutoCloseable {

        private final RequestContext context;

        Binding(RequestContext context) {
            this.context = context;
            ofCall.set(context);
        }

        <T extends @Nullable Object> T during(Callable<T> work) throws Exception {
            return work.call();
        }

        @Override
        public void close() {
            // Not removed: the next call would make the thread's place for it again.
            ofCall.set(null);
            context.close();
        }
    }
}
