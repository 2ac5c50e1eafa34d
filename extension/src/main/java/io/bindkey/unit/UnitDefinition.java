// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.BindSettings;
import java.net.URL;
import java.util.List;

/**
 * What a persistence unit is made of, decided once at deployment. Immutable.
 *
 * @param settings what the configuration says of the bind
 * @param entities the entity classes, ordered by name
 * @param managedClasses the closure of the entities: with mapped superclasses, embeddables and converters
 * @param mappingFiles what the mapping files of the bind declare
 * @param loader the class loader of the entities, never the thread's
 * @param rootUrl where the entities were found; some providers insist on one
 */
public record UnitDefinition(
        BindSettings settings,
        List<Class<?>> entities,
        List<Class<?>> managedClasses,
        List<MappingFile> mappingFiles,
        ClassLoader loader,
        URL rootUrl) {

    /** {@return the bind key, also the unit's name} */
    public String key() {
        return settings.key();
    }
}
