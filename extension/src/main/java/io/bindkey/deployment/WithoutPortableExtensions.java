// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException;
import io.bindkey.message.PlaceProblems;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import java.util.List;

/**
 * Says what is wrong where a container is CDI Lite, which passes over {@link BindKeyExtension} in silence. CDI Full passes
 * over this one (CDI 4.0, {@link SkipIfPortableExtensionPresent}); OpenWebBeans knows no such extensions.
 */
@SkipIfPortableExtensionPresent(BindKeyExtension.class)
public final class WithoutPortableExtensions implements BuildCompatibleExtension {

    /** For the container. */
    public WithoutPortableExtensions() {}

    /**
     * Refuses the deployment in the first phase. The container calls it; an error that it is only told would stand above
     * all unsatisfied injection points, where nobody looks for it.
     */
    @Discovery
    @SuppressWarnings("DoNotCallSuggester")
    public void refuse() {
        throw new BindsDeploymentException(List.of(PlaceProblems.noPortableExtensions()));
    }
}
