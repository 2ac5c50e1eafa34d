// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.context.DeclaredTransactions;
import io.bindkey.request.RequestForCall;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The interceptor of {@code @Transactional} of one kind, where there is no transaction manager. A call outside of any
 * request context needs none, as with a transaction manager, and gets one where the application has beans for it.
 */
final class TransactionalInterceptor extends AroundInvoke {

    /** Of Jakarta Transactions 2.0, section 3.7. */
    private static final int PRIORITY = Interceptor.Priority.PLATFORM_BEFORE + 200;

    /** Where Weld hands over the annotations that are in force for a call. */
    private static final String WELD_BINDINGS = "org.jboss.weld.interceptor.bindings";

    private final TxType kind;
    private final Supplier<BindsRuntime> runtime;
    private final RequestForCall request;

    /**
     * @param runtime there when the first method is called
     * @param request for calls outside of any
     */
    TransactionalInterceptor(TxType kind, Supplier<BindsRuntime> runtime, RequestForCall request) {
        super(new OfKind(kind), Transactional.class.getName() + ":" + kind, PRIORITY);
        this.kind = kind;
        this.runtime = runtime;
        this.request = request;
    }

    @Override
    @Nullable
    Object call(InvocationContext call) throws Exception {
        Transactional declared = inForce(call);
        DeclaredTransactions transactions =
                new DeclaredTransactions(runtime.get().contexts());
        return request.call(() -> transactions.call(kind, declared, call::proceed));
    }

    /** The method's, else that of the class or of its stereotypes. */
    private Transactional inForce(InvocationContext call) {
        if (call.getContextData().get(WELD_BINDINGS) instanceof Set<?> bindings) {
            for (Object binding : bindings) {
                if (binding instanceof Transactional declared) {
                    return declared;
                }
            }
        }
        Stream<AnnotatedElement> places = Stream.concat(
                Stream.of(call.getMethod()), classes(call.getTarget().getClass()));
        return places.map(place -> TransactionUse.annotation(List.of(place.getAnnotations())))
                .flatMap(Optional::stream)
                .map(Transactional.class::cast)
                .findFirst()
                .orElseGet(() -> new OfKind(kind));
    }

    private static Stream<Class<?>> classes(Class<?> lowest) {
        return Stream.<Class<?>>iterate(lowest, type -> type != null, Class::getSuperclass);
    }

    /** The annotation with its defaults. */
    @SuppressWarnings("ClassExplicitlyAnnotation")
    private static final class OfKind extends AnnotationLiteral<Transactional> implements Transactional {

        private static final long serialVersionUID = 1L;

        private final TxType kind;

        OfKind(TxType kind) {
            this.kind = kind;
        }

        @Override
        public TxType value() {
            return kind;
        }

        @Override
        @SuppressWarnings("rawtypes") // So the annotation has it.
        public Class[] rollbackOn() {
            return new Class[0];
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Class[] dontRollbackOn() {
            return new Class[0];
        }
    }
}
