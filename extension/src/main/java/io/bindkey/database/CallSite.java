// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The line of the application on the calling thread's stack. To look for it takes time: for what is slow already. */
final class CallSite {

    /** Of the platform, of providers, of servers, and of what stands between an application and its beans. */
    private static final List<String> NOT_APPLICATION = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.hibernate.",
            "org.eclipse.persistence.",
            "org.jboss.",
            "org.wildfly.",
            "io.undertow.",
            "io.agroal.",
            "io.smallrye.",
            "io.openliberty.",
            "com.ibm.",
            "fish.payara.",
            "org.glassfish.",
            "org.apache.",
            "io.helidon.");

    private static final CodeSource OURS = CallSite.class.getProtectionDomain().getCodeSource();

    private CallSite() {}

    /** {@return class, method and line, if any of the application is on the stack} */
    static Optional<String> current() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(CallSite::isApplications).findFirst())
                .map(frame -> frame.toStackTraceElement().toString());
    }

    private static boolean isApplications(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        String name = type.getName();
        return !type.isHidden()
                && type.getClassLoader() != null
                // Client proxies and subclasses for interceptors.
                && !name.contains("$$")
                && !name.contains("_$")
                && NOT_APPLICATION.stream().noneMatch(name::startsWith)
                && !Objects.equals(type.getProtectionDomain().getCodeSource(), OURS);
    }
}
