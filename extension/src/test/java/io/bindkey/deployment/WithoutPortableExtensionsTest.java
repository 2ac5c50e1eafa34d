// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Binds;
import io.bindkey.deployment.Entities.Invoice;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What containers of both kinds find of the extension. */
class WithoutPortableExtensionsTest {

    /** What a container of CDI Lite does, as far as it goes: finds the extension, and calls its methods of this phase. */
    @Test
    void cdiLiteIsToldThatItCannotHaveBindKey() throws IllegalAccessException {
        List<String> refusals = new ArrayList<>();
        for (BuildCompatibleExtension extension : ServiceLoader.load(BuildCompatibleExtension.class)) {
            for (var method : extension.getClass().getMethods()) {
                if (method.isAnnotationPresent(Discovery.class)) {
                    try {
                        method.invoke(extension);
                    } catch (InvocationTargetException e) {
                        refusals.add(String.valueOf(e.getTargetException().getMessage()));
                    }
                }
            }
        }
        assertThat(refusals)
                .containsExactly("1 problem with the binds:\n"
                        + "  BINDKEY-057: BindKey is a CDI portable extension, and this container (CDI Lite, as in "
                        + "Quarkus) has none of those, so nothing of BindKey would work: remove its JAR, or use a "
                        + "container with CDI Full, such as Weld.");
    }

    @Test
    void cdiFullDoesNotNoticeIt() {
        try (Application app = Application.of(Invoice.class).withH2("default").start()) {
            assertThat(app.get(Binds.class).keys()).containsExactly("default");
        }
    }
}
