// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jspecify.annotations.Nullable;

/** One method for each kind of {@code @Transactional}, all with the same rules for rollback. */
@ApplicationScoped
public class DeclaredMethods {

    @Inject
    @Bound
    EntityManager em;

    private boolean inTransaction;

    /** How a method ends: by returning, or by one of these. */
    public enum End {
        RETURN(null),
        CHECKED(Checked.class),
        UNCHECKED(Unchecked.class),
        ERROR(Broken.class),
        ROLLBACK_ON(OfListed.class),
        DONT_ROLLBACK_ON(OfSpared.class),
        BOTH(ListedAndSpared.class);

        final @Nullable Class<? extends Throwable> thrown;

        End(@Nullable Class<? extends Throwable> thrown) {
            this.thrown = thrown;
        }
    }

    public static class Checked extends Exception {
        private static final long serialVersionUID = 1L;
    }

    public static class Unchecked extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public static class Broken extends Error {
        private static final long serialVersionUID = 1L;
    }

    public static class Listed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    public static class Spared extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class OfListed extends Listed {
        private static final long serialVersionUID = 1L;
    }

    private static final class OfSpared extends Spared {
        private static final long serialVersionUID = 1L;
    }

    public static class ListedAndSpared extends Listed {
        private static final long serialVersionUID = 1L;
    }

    @Transactional(
            rollbackOn = Listed.class,
            dontRollbackOn = {Spared.class, ListedAndSpared.class})
    public void required(End end) throws Exception {
        work(end);
    }

    @Transactional(
            value = TxType.REQUIRES_NEW,
            rollbackOn = Listed.class,
            dontRollbackOn = {Spared.class, ListedAndSpared.class})
    public void requiresNew(End end) throws Exception {
        work(end);
    }

    @Transactional(
            value = TxType.MANDATORY,
            rollbackOn = Listed.class,
            dontRollbackOn = {Spared.class, ListedAndSpared.class})
    public void mandatory(End end) throws Exception {
        work(end);
    }

    @Transactional(
            value = TxType.SUPPORTS,
            rollbackOn = Listed.class,
            dontRollbackOn = {Spared.class, ListedAndSpared.class})
    public void supports(End end) throws Exception {
        work(end);
    }

    @Transactional(
            value = TxType.NOT_SUPPORTED,
            rollbackOn = Listed.class,
            dontRollbackOn = {Spared.class, ListedAndSpared.class})
    public void notSupported(End end) throws Exception {
        work(end);
    }

    @Transactional(
            value = TxType.NEVER,
            rollbackOn = Listed.class,
            dontRollbackOn = {Spared.class, ListedAndSpared.class})
    public void never(End end) throws Exception {
        work(end);
    }

    /** Writes to two binds if it can, and reads them in any case. */
    private void work(End end) throws Exception {
        inTransaction = em.isJoinedToTransaction();
        if (inTransaction) {
            write(em, "inner");
            em.flush();
        }
        em.createQuery("select p from Person p", Person.class).getResultList();
        em.createQuery("select a from AuditEntry a", AuditEntry.class).getResultList();
        switch (end) {
            case RETURN -> {}
            case CHECKED -> throw new Checked();
            case UNCHECKED -> throw new Unchecked();
            case ERROR -> throw new Broken();
            case ROLLBACK_ON -> throw new OfListed();
            case DONT_ROLLBACK_ON -> throw new OfSpared();
            case BOTH -> throw new ListedAndSpared();
        }
    }

    /** {@return whether the last call had a transaction} */
    public boolean wasInTransaction() {
        return inTransaction;
    }

    static void write(EntityManager em, String text) {
        em.persist(Person.named(text));
        em.persist(AuditEntry.of(text));
    }
}
