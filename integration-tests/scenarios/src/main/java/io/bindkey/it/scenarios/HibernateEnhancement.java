// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import java.util.Map;
import java.util.TreeMap;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/** What Hibernate's plugins do in a build. */
final class HibernateEnhancement {

    private HibernateEnhancement() {}

    /** {@return the classes of these names, lazy in all that may be, and with tracking of changes} */
    static Map<String, byte[]> enhance(Map<String, byte[]> classes) {
        Enhancer enhancer =
                BytecodeProviderInitiator.buildDefaultBytecodeProvider().getEnhancer(new Entities(classes));
        classes.forEach(enhancer::discoverTypes);
        Map<String, byte[]> enhanced = new TreeMap<>();
        classes.forEach((name, bytes) -> enhanced.put(name, enhancer.enhance(name, bytes)));
        return enhanced;
    }

    private static final class Entities extends DefaultEnhancementContext {

        private final Map<String, byte[]> classes;

        Entities(Map<String, byte[]> classes) {
            this.classes = classes;
        }

        @Override
        public ClassLoader getLoadingClassLoader() {
            return HibernateEnhancement.class.getClassLoader();
        }

        /** A mapping file says so, no annotation. */
        @Override
        public boolean isEntityClass(UnloadedClass type) {
            return classes.containsKey(type.getName());
        }
    }
}
