// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.config.BindSettings;
import io.bindkey.message.ConsoleWords;
import io.bindkey.unit.UnitDefinition;
import java.util.Optional;

/** Says what has given an entity its bind, once that is decided. Safe for use by several threads. */
final class KeyOrigin {

    private static final String PACKAGE_INFO = ".package-info";

    private final AnnotatedKeys annotated = new AnnotatedKeys();

    /** {@return it in words} */
    synchronized String of(Class<?> entity, UnitDefinition unit) {
        Optional<AnnotatedKeys.Carrier> carrier = annotated.carrier(entity);
        if (carrier.isPresent()) {
            Class<?> place = carrier.get().place();
            String name = place.getName();
            if (place == entity) {
                return ConsoleWords.keyOnClass(carrier.get().key());
            }
            return name.endsWith(PACKAGE_INFO)
                    ? ConsoleWords.keyOnPackage(
                            carrier.get().key(), name.substring(0, name.length() - PACKAGE_INFO.length()))
                    : ConsoleWords.keyOnSuperclass(carrier.get().key(), name);
        }
        return claimed(entity, unit);
    }

    private static String claimed(Class<?> entity, UnitDefinition unit) {
        BindSettings bind = unit.settings();
        String claim = KeyResolution.claim(bind, entity.getName());
        if (!claim.isEmpty()) {
            return ConsoleWords.claimed(bind.key(), claim.equals(entity.getName()) ? "classes" : "packages", claim);
        }
        return unit.mappingFiles().stream()
                .filter(file -> file.entityClassNames().contains(entity.getName()))
                .findFirst()
                .map(file -> ConsoleWords.inMappingFile(file.name()))
                .orElse(ConsoleWords.unkeyed());
    }
}
