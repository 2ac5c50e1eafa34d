// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.criteria.CompoundSelection;
import jakarta.persistence.criteria.CriteriaBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which interfaces a proxy can have, where a server shows an application only a part of what there is. */
class CriteriaInterfacesTest {

    @Test
    void takesAnInterfaceOfWhichAllIsSeen() throws Exception {
        assertThat(ofCriteria("org.example.Nothing")).hasToString("[" + CriteriaBuilder.class + "]");
    }

    @Test
    void leavesOutAnInterfaceThatMentionsWhatIsHidden() throws Exception {
        assertThat(ofCriteria(CompoundSelection.class.getName())).hasToString("[]");
    }

    private static Object ofCriteria(String hidden) throws Exception {
        Method method = new Window(hidden)
                .loadClass(CriteriaInterfaces.class.getName())
                .getDeclaredMethod("ofCriteria", Class.class);
        method.setAccessible(true);
        return method.invoke(null, CriteriaBuilder.class);
    }

    /** Has the class of its own, and sees all but one of the others. */
    private static final class Window extends ClassLoader {

        private final String hidden;

        Window(String hidden) {
            super(CriteriaInterfacesTest.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(hidden)) {
                throw new ClassNotFoundException(name);
            }
            boolean own = name.equals(CriteriaInterfaces.class.getName()) && findLoadedClass(name) == null;
            return own ? defined(name) : super.loadClass(name, resolve);
        }

        private Class<?> defined(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
