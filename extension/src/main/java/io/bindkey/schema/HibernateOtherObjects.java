// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.mapping.UserDefinedType;

/** What a mapping has beside tables and sequences: types, triggers and the like, and what it wants executed once. */
final class HibernateOtherObjects {

    private final HibernateMapping mapping;

    HibernateOtherObjects(HibernateMapping mapping) {
        this.mapping = mapping;
    }

    /** {@return what makes types and the like} Where they are there already, it fails. */
    List<String> createTypes() {
        List<String> statements = new ArrayList<>(createAuxiliary(true));
        for (UserDefinedType type : userDefinedTypes()) {
            statements.addAll(HibernateMapping.list(mapping.dialect()
                    .getUserDefinedTypeExporter()
                    .getSqlCreateStrings(type, mapping.metadata(), mapping.context())));
        }
        return statements;
    }

    /** {@return what is to be made when the tables are there, such as triggers} Where they are there already, it fails. */
    List<String> createAfterTables() {
        return createAuxiliary(false);
    }

    private List<String> createAuxiliary(boolean beforeTables) {
        return auxiliary()
                .filter(object -> object.beforeTablesOnCreation() == beforeTables)
                .flatMap(object -> HibernateMapping.list(mapping.dialect()
                                .getAuxiliaryDatabaseObjectExporter()
                                .getSqlCreateStrings(object, mapping.metadata(), mapping.context()))
                        .stream())
                .toList();
    }

    /** {@return what removes types and the like} */
    List<String> dropTypes() {
        List<String> statements = new ArrayList<>();
        for (UserDefinedType type : userDefinedTypes()) {
            statements.addAll(
                    0,
                    HibernateMapping.list(mapping.dialect()
                            .getUserDefinedTypeExporter()
                            .getSqlDropStrings(type, mapping.metadata(), mapping.context())));
        }
        auxiliary()
                .map(object -> mapping.dialect()
                        .getAuxiliaryDatabaseObjectExporter()
                        .getSqlDropStrings(object, mapping.metadata(), mapping.context()))
                .forEach(drop -> statements.addAll(HibernateMapping.list(drop)));
        return statements;
    }

    private Stream<AuxiliaryDatabaseObject> auxiliary() {
        return mapping.metadata().getDatabase().getAuxiliaryDatabaseObjects().stream()
                .filter(object -> object.appliesToDialect(mapping.dialect()));
    }

    private List<UserDefinedType> userDefinedTypes() {
        return mapping.namespaces()
                .flatMap(namespace -> namespace.getDependencyOrderedUserDefinedTypes().stream())
                .toList();
    }

    /** {@return what the mapping wants executed once in a new database} */
    List<String> initialize() {
        return mapping.metadata().getDatabase().getInitCommands().stream()
                .flatMap(command -> HibernateMapping.list(command.initCommands()).stream())
                .toList();
    }
}
