// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.unit.Unit;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The way to Hibernate's classes, touched only where Hibernate is the provider. */
final class HibernateSchema {

    private HibernateSchema() {}

    static SchemaTool tool(Unit unit, Object mapping) {
        return new HibernateSchemaTool(
                (Metadata) mapping,
                unit.factory().unwrap(SessionFactoryImplementor.class),
                unit.settings().schema());
    }
}
