// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.Binds;
import io.bindkey.CrossBindWriteException;
import io.bindkey.RollingBack;
import io.bindkey.it.servers.app.Account;
import io.bindkey.it.servers.app.Credit;
import io.bindkey.it.servers.app.Debit;
import io.bindkey.it.servers.app.EnterpriseTransactions;
import io.bindkey.it.servers.app.EnterpriseTransactions.Refusal;
import io.bindkey.it.servers.app.Invoice;
import io.bindkey.it.servers.app.Ticket;
import io.bindkey.it.servers.library.Book;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The server's transactions over pools of our own. */
class TransactionsIT extends ServerTest {

    @Inject
    UserTransaction userTransaction;

    @Inject
    EnterpriseTransactions enterprise;

    @Inject
    Binds binds;

    @Deployment
    static WebArchive war() {
        return TestArchive.war();
    }

    @Test
    void commitsAndReadsBothBindsInOneTransaction() {
        long id = newId();
        transactions.required(() -> em.persist(new Account(id, "account " + id)));
        transactions.required(() -> {
            assertThat(em.find(Account.class, id).name()).isEqualTo("account " + id);
            assertThat(em.find(Invoice.class, id)).isNull();
            em.persist(new Invoice(id, "invoice " + id));
        });
        assertThat(stored(Invoice.class, id)).contains("invoice " + id);
        assertThat(stored(Account.class, id)).contains("account " + id);
    }

    @Test
    void commitsAManagedChangeWithoutAnotherCall() {
        long id = newId();
        transactions.required(() -> em.persist(new Book(id, "old " + id)));
        transactions.required(() -> em.find(Book.class, id).rename("new " + id));
        assertThat(stored(Book.class, id)).contains("new " + id);
    }

    /** By pools of ours and by data sources of the server, in a transaction of its own and in one that was there before. */
    @Test
    void readsWhereNothingMayBeWritten() {
        long id = newId();
        transactions.required(() -> em.persist(new Account(id, "account " + id)));
        transactions.required(() -> em.persist(new Ticket(id, "ticket " + id)));
        transactions.readOnly(() -> {
            assertThat(em.find(Account.class, id).name()).isEqualTo("account " + id);
            assertThat(em.find(Ticket.class, id).name()).isEqualTo("ticket " + id);
        });
        long never = newId();
        for (Object unwanted : new Object[] {new Account(never, "unwanted"), new Ticket(never, "unwanted")}) {
            assertThatThrownBy(() -> transactions.readOnly(() -> em.persist(unwanted)))
                    .hasStackTraceContaining("BINDKEY-149");
        }
        long other = newId();
        transactions.required(() -> {
            em.persist(new Account(other, "account " + other));
            em.flush();
            transactions.readOnly(
                    () -> assertThat(em.find(Account.class, other).name()).isEqualTo("account " + other));
        });
        assertThat(stored(Account.class, other)).contains("account " + other);
        assertThat(stored(Account.class, never)).isEmpty();
        assertThat(stored(Ticket.class, never)).isEmpty();
    }

    @Test
    void rollsBackWhenTheBeanThrows() {
        long id = newId();
        assertThatThrownBy(() -> transactions.required(() -> {
                    em.persist(new Invoice(id, "invoice " + id));
                    em.flush();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessageContaining("changed my mind");
        assertThat(stored(Invoice.class, id)).isEmpty();
    }

    @Test
    void keepsTheInnerTransactionApart() {
        long outer = newId();
        long inner = newId();
        assertThatThrownBy(() -> transactions.required(() -> {
                    em.persist(new Invoice(outer, "outer " + outer));
                    em.flush();
                    transactions.requiresNew(() -> {
                        assertThat(em.find(Invoice.class, outer)).isNull();
                        em.persist(new Account(inner, "inner " + inner));
                    });
                    assertThat(em.find(Invoice.class, outer)).isNotNull();
                    throw new IllegalStateException("only the outer one");
                }))
                .hasMessageContaining("only the outer one");
        assertThat(stored(Invoice.class, outer)).isEmpty();
        assertThat(stored(Account.class, inner)).contains("inner " + inner);
    }

    @Test
    void followsAUserTransaction() throws Exception {
        long id = newId();
        userTransaction.begin();
        em.persist(new Invoice(id, "invoice " + id));
        assertThat(em.isJoinedToTransaction()).isTrue();
        userTransaction.rollback();
        assertThat(stored(Invoice.class, id)).isEmpty();

        userTransaction.begin();
        em.persist(new Invoice(id, "invoice " + id));
        userTransaction.commit();
        assertThat(stored(Invoice.class, id)).contains("invoice " + id);
    }

    @Test
    void followsTheRollbackRulesOfTransactional() {
        long checked = newId();
        Throwable failure = catchThrowable(() -> transactions.checked(() -> {
            em.persist(new Invoice(checked, "checked " + checked));
            throw new IOException("a checked exception commits");
        }));
        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(stored(Invoice.class, checked)).isPresent();

        long listed = newId();
        failure = catchThrowable(() -> transactions.withRules(() -> {
            em.persist(new Invoice(listed, "listed " + listed));
            throw new IOException("rollbackOn");
        }));
        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(stored(Invoice.class, listed)).isEmpty();

        long exempt = newId();
        failure = catchThrowable(() -> transactions.withRules(() -> {
            em.persist(new Invoice(exempt, "exempt " + exempt));
            throw new UnsupportedOperationException("dontRollbackOn");
        }));
        assertThat(failure).isInstanceOf(UnsupportedOperationException.class);
        assertThat(stored(Invoice.class, exempt)).isPresent();
    }

    @Test
    void commitsWithAnEnterpriseBean() throws Exception {
        long id = newId();
        enterprise.required(() -> {
            em.persist(new Debit(id, "debit " + id));
            em.persist(new Credit(id, "credit " + id));
        });
        assertThat(stored(Debit.class, id)).contains("debit " + id);
        assertThat(stored(Credit.class, id)).contains("credit " + id);
    }

    @Test
    void keepsTheInnerTransactionOfAnEnterpriseBeanApart() {
        long outer = newId();
        long inner = newId();
        Throwable failure = catchThrowable(() -> enterprise.required(() -> {
            em.persist(new Invoice(outer, "outer " + outer));
            em.flush();
            enterprise.requiresNew(() -> {
                assertThat(em.find(Invoice.class, outer)).isNull();
                em.persist(new Account(inner, "inner " + inner));
            });
            assertThat(em.find(Invoice.class, outer)).isNotNull();
            throw new IllegalStateException("only the outer one");
        }));
        assertThat(failure).isInstanceOf(EJBException.class);
        assertThat(stored(Invoice.class, outer)).isEmpty();
        assertThat(stored(Account.class, inner)).contains("inner " + inner);
    }

    @Test
    void followsTheRollbackRulesOfEnterpriseBeans() throws Exception {
        long checked = newId();
        Throwable failure = catchThrowable(() -> enterprise.required(() -> {
            em.persist(new Invoice(checked, "checked " + checked));
            throw new IOException("a checked exception commits");
        }));
        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(stored(Invoice.class, checked)).isPresent();

        long refused = newId();
        failure = catchThrowable(() -> enterprise.required(() -> {
            em.persist(new Invoice(refused, "refused " + refused));
            throw new Refusal();
        }));
        assertThat(failure).isInstanceOf(Refusal.class);
        assertThat(stored(Invoice.class, refused)).isEmpty();

        long marked = newId();
        enterprise.markedForRollback(() -> em.persist(new Invoice(marked, "marked " + marked)));
        assertThat(stored(Invoice.class, marked)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenTheFlushFailsAtTheCommitOfAnEnterpriseBean() throws Exception {
        long taken = newId();
        enterprise.required(() -> em.persist(new Debit(taken, "taken " + taken)));
        long id = newId();
        Throwable failure = catchThrowable(() -> enterprise.required(() -> {
            em.persist(new Credit(id, "credit " + id));
            em.persist(new Debit(id, "taken " + taken));
        }));
        assertThat(failure).isNotNull();
        assertNothingOf(id);
    }

    @Test
    void refusesASecondWriteThatIsNotXa() {
        long id = newId();
        Throwable failure = catchThrowable(() -> transactions.required(() -> {
            em.persist(new Account(id, "account " + id));
            em.persist(new Invoice(id, "invoice " + id));
            em.flush();
        }));
        assertThat(causes(failure)).hasAtLeastOneElementOfType(CrossBindWriteException.class);
        assertThat(stored(Account.class, id)).isEmpty();
        assertThat(stored(Invoice.class, id)).isEmpty();
    }

    @Test
    void refusesASecondWriteThatIsNotXaAlsoAtCommit() {
        long id = newId();
        Throwable failure = catchThrowable(() -> transactions.required(() -> {
            em.persist(new Account(id, "account " + id));
            em.persist(new Invoice(id, "invoice " + id));
        }));
        assertThat(causes(failure)).hasAtLeastOneElementOfType(CrossBindWriteException.class);
        assertThat(stored(Account.class, id)).isEmpty();
        assertThat(stored(Invoice.class, id)).isEmpty();
    }

    @Test
    void writesToSeveralBindsInATransactionThatIsMarkedForRollback() throws Exception {
        long id = newId();
        userTransaction.begin();
        assertThat(em.find(Account.class, id)).isNull();
        assertThat(em.find(Invoice.class, id)).isNull();
        userTransaction.setRollbackOnly();
        em.persist(new Account(id, "account " + id));
        em.persist(new Invoice(id, "invoice " + id));
        em.flush();
        userTransaction.rollback();
        assertThat(stored(Account.class, id)).isEmpty();
        assertThat(stored(Invoice.class, id)).isEmpty();
    }

    @Test
    void rollsBackWhateverHappens() throws Exception {
        long id = newId();
        try (RollingBack all = binds.rollingBack()) {
            assertThat(all).isNotNull();
            assertThat(userTransaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
            em.persist(new Account(id, "account " + id));
            transactions.required(() -> {
                em.persist(new Debit(id, "debit " + id));
                em.persist(new Credit(id, "credit " + id));
                em.persist(new Invoice(id, "invoice " + id));
                em.persist(new Ticket(id, "ticket " + id));
            });
            enterprise.required(em::flush);
            assertThat(em.createQuery("select a.name from Account a where a.id = " + id, String.class)
                            .getResultList())
                    .hasSize(1);
        }
        assertThat(userTransaction.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        assertNothingOf(id);
        assertThat(stored(Account.class, id)).isEmpty();
        assertThat(stored(Invoice.class, id)).isEmpty();
        assertThat(stored(Ticket.class, id)).isEmpty();
    }

    @Test
    void isNotCommittedWhenItIsToBeRolledBack() throws Exception {
        long id = newId();
        try (RollingBack all = binds.rollingBack()) {
            assertThat(all).isNotNull();
            em.persist(new Account(id, "account " + id));
            em.flush();
            em.persist(new Invoice(id, "invoice " + id));
            assertThatThrownBy(userTransaction::commit).isInstanceOf(RollbackException.class);
        }
        assertThat(userTransaction.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        assertThat(stored(Account.class, id)).isEmpty();
        assertThat(stored(Invoice.class, id)).isEmpty();
    }

    @Test
    void readsAfreshInTheRequestAfterEachTransaction() throws Exception {
        long id = newId();
        transactions.required(() -> em.persist(new Book(id, "first " + id)));
        Book before = em.find(Book.class, id);
        assertThat(em.find(Book.class, id)).isSameAs(before);

        transactions.required(() -> em.find(Book.class, id).rename("second " + id));
        assertThat(em.find(Book.class, id).name()).isEqualTo("second " + id);

        enterprise.required(() -> em.find(Book.class, id).rename("third " + id));
        assertThat(em.find(Book.class, id).name()).isEqualTo("third " + id);

        userTransaction.begin();
        em.find(Book.class, id).rename("fourth " + id);
        userTransaction.commit();
        assertThat(em.find(Book.class, id).name()).isEqualTo("fourth " + id);
        assertThat(before.name()).isEqualTo("first " + id);
    }

    @Test
    void commitsTwoXaBindsTogether() {
        long id = newId();
        transactions.required(() -> {
            em.persist(new Debit(id, "debit " + id));
            em.persist(new Credit(id, "credit " + id));
        });
        assertThat(stored(Debit.class, id)).contains("debit " + id);
        assertThat(stored(Credit.class, id)).contains("credit " + id);
    }

    @Test
    void commitsTwoXaBindsAndOneThatIsNot() {
        long id = newId();
        transactions.required(() -> {
            em.persist(new Debit(id, "debit " + id));
            em.persist(new Credit(id, "credit " + id));
            em.persist(new Invoice(id, "invoice " + id));
        });
        assertThat(stored(Debit.class, id)).contains("debit " + id);
        assertThat(stored(Credit.class, id)).contains("credit " + id);
        assertThat(stored(Invoice.class, id)).contains("invoice " + id);
    }

    @Test
    void rollsTwoXaBindsBackTogether() {
        long id = newId();
        assertThatThrownBy(() -> transactions.required(() -> {
                    em.persist(new Debit(id, "debit " + id));
                    em.persist(new Credit(id, "credit " + id));
                    em.flush();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessageContaining("changed my mind");
        assertNothingOf(id);
    }

    @Test
    void leavesNothingBehindWhenTheFlushFailsAtCommit() {
        long taken = newId();
        transactions.required(() -> em.persist(new Debit(taken, "taken " + taken)));
        long id = newId();
        Throwable failure = catchThrowable(() -> transactions.required(() -> {
            em.persist(new Credit(id, "credit " + id));
            em.persist(new Debit(id, "taken " + taken));
        }));
        assertThat(failure).isNotNull();
        assertNothingOf(id);
    }

    @Test
    void leavesNothingBehindWhenTheFlushOfOneBindFailsAtCommit() {
        long taken = newId();
        transactions.required(() -> em.persist(new Book(taken, "taken " + taken)));
        long id = newId();
        Throwable failure = catchThrowable(() -> transactions.required(() -> {
            em.persist(new Invoice(id, "invoice " + id));
            em.persist(new Book(id, "taken " + taken));
        }));
        assertThat(failure).isNotNull();
        assertThat(stored(Invoice.class, id)).isEmpty();
        assertThat(stored(Book.class, id)).isEmpty();
    }

    private void assertNothingOf(long id) {
        assertThat(stored(Debit.class, id)).isEqualTo(Optional.empty());
        assertThat(stored(Credit.class, id)).isEqualTo(Optional.empty());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause);
    }
}
