// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.EntityManagerFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.id.enhanced.AbstractOptimizer;
import org.hibernate.id.enhanced.InitialValueAwareOptimizer;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate remembers of the rows of a unit: its caches, and the ids that its optimizers have in store. Touched only where
 * Hibernate is the provider.
 *
 * <p>Hibernate 6.6 has no way to begin with ids anew, and that of Hibernate 7.4 forgets those of the calling thread alone where
 * an optimizer keeps some for each thread. So a generator gets another optimizer like its own, in the field that holds it.
 */
final class HibernateMemory {

    private static final Logger LOG = System.getLogger(HibernateMemory.class.getName());

    private HibernateMemory() {}

    static void forget(EntityManagerFactory factory) {
        SessionFactoryImplementor hibernate = factory.unwrap(SessionFactoryImplementor.class);
        hibernate.getCache().evictAllRegions();
        hibernate.getMappingMetamodel().forEachEntityDescriptor(entity -> forget(entity.getGenerator()));
        hibernate.getMappingMetamodel().forEachCollectionDescriptor(collection -> forget(collection.getGenerator()));
    }

    private static void forget(@Nullable Object generator) {
        try {
            if (generator instanceof SequenceStyleGenerator sequence) {
                replace(SequenceStyleGenerator.class, sequence, sequence.getOptimizer());
            } else if (generator instanceof TableGenerator table) {
                replace(TableGenerator.class, table, table.getOptimizer());
            } else if (generator != null) {
                forgetParts(generator);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, () -> "Hibernate goes on with the ids that it has in store, by " + generator, e);
        }
    }

    /** Of an id of several attributes, or one that leaves it to another generator. */
    private static void forgetParts(Object whole) throws ReflectiveOperationException {
        for (Field field : whole.getClass().getDeclaredFields()) {
            if (Generator.class.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                forget(field.get(whole));
            } else if (field.getName().equals("generationPlans")) {
                field.setAccessible(true);
                for (Object plan : (List<?>) field.get(whole)) {
                    forgetParts(plan);
                }
            }
        }
    }

    private static <G> void replace(Class<G> type, G generator, Optimizer optimizer)
            throws ReflectiveOperationException {
        if (!(optimizer instanceof AbstractOptimizer used)) {
            return;
        }
        Optimizer fresh = used.getClass()
                .getConstructor(Class.class, int.class)
                .newInstance(used.getReturnClass(), used.getIncrementSize());
        if (fresh instanceof InitialValueAwareOptimizer) {
            Field initialValue = used.getClass().getDeclaredField("initialValue");
            initialValue.setAccessible(true);
            initialValue.setLong(fresh, initialValue.getLong(used));
        }
        Field holder = type.getDeclaredField("optimizer");
        holder.setAccessible(true);
        holder.set(generator, fresh);
    }
}
