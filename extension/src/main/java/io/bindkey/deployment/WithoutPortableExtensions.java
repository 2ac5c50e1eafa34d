// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.message.PlaceProblems;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;

/**
 * Says what is wrong where a container is CDI Lite, which passes over {@link BindKeyExtension} in silence. CDI Full passes
 * over this one (CDI 4.0, {@link SkipIfPortableExtensionPresent}); OpenWebBeans knows no such extensions.
 */
@SkipIfPortableExtensionPresent(BindKeyExtension.class)
public final class WithoutPortableExtensions implements BuildCompatibleExtension {

    /** For the container. */
    public WithoutPortableExtensions() {}

    /**
     * Refuses the deployment in the first phase, before injection points are found to be unsatisfied.
     *
     * @param messages of the container
     */
    @Discovery
    public void refuse(Messages messages) {
        messages.error(PlaceProblems.noPortableExtensions().toString());
    }
}
