// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bindkey.it.scenarios.DeclaredMethods.End;
import io.bindkey.it.scenarios.model.Person;
import jakarta.persistence.EntityManager;
import jakarta.persistence.RollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.Transactional.TxType;
import jakarta.transaction.TransactionalException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code @Transactional} in Java SE without a transaction manager, in a process that has none on its class path. */
@Tag("later")
@Tag("matrix")
@Tag("any-provider")
class WithoutTransactionManagerTest {

    /**
     * What becomes of the rows of two binds, by the kind of the transaction, whether the caller has one, and how the method ends:
     * those of the method are saved or lost; those of the caller, if it has written any, are saved unless it says all-lost. Where the
     * method has no transaction it only reads, outside.
     */
    private static final String TABLE = """
            kind          caller  RETURN  CHECKED UNCHECKED ERROR ROLLBACK_ON DONT_ROLLBACK_ON BOTH
            REQUIRED      none    saved   saved   lost      lost  lost        saved            saved
            REQUIRED      active  saved   saved   all-lost  all-lost all-lost saved            saved
            REQUIRES_NEW  none    saved   saved   lost      lost  lost        saved            saved
            REQUIRES_NEW  active  saved   saved   lost      lost  lost        saved            saved
            MANDATORY     none    refused refused refused   refused refused   refused          refused
            MANDATORY     active  saved   saved   all-lost  all-lost all-lost saved            saved
            SUPPORTS      none    outside outside outside   outside outside   outside          outside
            SUPPORTS      active  saved   saved   all-lost  all-lost all-lost saved            saved
            NOT_SUPPORTED none    outside outside outside   outside outside   outside          outside
            NOT_SUPPORTED active  outside outside outside   outside outside   outside          outside
            NEVER         none    outside outside outside   outside outside   outside          outside
            NEVER         active  refused refused refused   refused refused   refused          refused
            """;

    @Test
    void transactionalIsTheTransactionOverAllBinds() throws Exception {
        List<String> expected =
                TABLE.lines().map(line -> line.trim().replaceAll(" +", " ")).toList();

        assertThat(OwnProcess.without("narayana-jta").run(Program.class)).isEqualTo(String.join("\n", expected));
    }

    /** Hibernate needs the API itself. */
    @Test
    void theApiMayBeMissing() throws Exception {
        assumeThat(System.getProperty("platform.hibernate")).isNull();

        assertThat(OwnProcess.without("narayana-jta", "jakarta.transaction-api").run(WithoutApi.class))
                .isEqualTo("1 person");
    }

    /** Writes to a bind and counts its rows. */
    static final class WithoutApi {

        private WithoutApi() {}

        public static void main(String... arguments) {
            try (Application app = Application.onH2().start()) {
                app.schema().recreate();
                app.inTransaction(em -> em.persist(Person.named("Ada")));
                System.out.println(app.database(DEFAULT).count("person") + " person");
            }
        }
    }

    /** Prints the table. */
    static final class Program {

        private final Application app;
        private final DeclaredMethods methods;

        private Program(Application app) {
            this.app = app;
            this.methods = app.get(DeclaredMethods.class);
        }

        public static void main(String... arguments) {
            try (Application app = Application.onH2()
                    .with("binds-settings.transactions.across", "best-effort")
                    .withBeans(DeclaredMethods.class)
                    .start()) {
                app.schema().recreate();
                Program program = new Program(app);
                System.out.println("kind caller "
                        + Arrays.stream(End.values()).map(Enum::name).collect(Collectors.joining(" ")));
                for (TxType kind : List.of(
                        TxType.REQUIRED,
                        TxType.REQUIRES_NEW,
                        TxType.MANDATORY,
                        TxType.SUPPORTS,
                        TxType.NOT_SUPPORTED,
                        TxType.NEVER)) {
                    System.out.println(program.row(kind, false));
                    System.out.println(program.row(kind, true));
                }
            }
        }

        private String row(TxType kind, boolean callerHasTransaction) {
            return Stream.concat(
                            Stream.of(kind.name(), callerHasTransaction ? "active" : "none"),
                            Arrays.stream(End.values()).map(end -> verdict(kind, callerHasTransaction, end)))
                    .collect(Collectors.joining(" "));
        }

        private String verdict(TxType kind, boolean callerHasTransaction, End end) {
            app.emptyTables();
            StringBuilder verdict = new StringBuilder();
            if (callerHasTransaction) {
                app.inRequest(() -> {
                    EntityManager em = app.router();
                    em.getTransaction().begin();
                    DeclaredMethods.write(em, "outer");
                    em.flush();
                    verdict.append(call(kind, end));
                    try {
                        em.getTransaction().commit();
                    } catch (RollbackException e) {
                        verdict.insert(0, "all-");
                    }
                });
            } else {
                verdict.append(call(kind, end));
            }
            String outer = !callerHasTransaction || verdict.indexOf("all-") == 0 ? "lost" : "saved";
            return rows("outer").equals(outer)
                    ? verdict.toString().replace("wrote", rows("inner"))
                    : "outer " + rows("outer");
        }

        private String call(TxType kind, End end) {
            try {
                run(kind, end);
                return end == End.RETURN ? place() : "returned";
            } catch (TransactionalException refusal) {
                Class<?> expected = kind == TxType.MANDATORY
                        ? TransactionRequiredException.class
                        : InvalidTransactionException.class;
                return expected.isInstance(refusal.getCause()) ? "refused" : refusal.toString();
            } catch (Exception | Error thrown) {
                return thrown.getClass() == end.thrown ? place() : thrown.toString();
            }
        }

        private String place() {
            return methods.wasInTransaction() ? "wrote" : "outside";
        }

        private void run(TxType kind, End end) throws Exception {
            switch (kind) {
                case REQUIRED -> methods.required(end);
                case REQUIRES_NEW -> methods.requiresNew(end);
                case MANDATORY -> methods.mandatory(end);
                case SUPPORTS -> methods.supports(end);
                case NOT_SUPPORTED -> methods.notSupported(end);
                case NEVER -> methods.never(end);
            }
        }

        /** {@return what has become of the rows with that text in both binds} */
        private String rows(String text) {
            boolean person = app.rows(DEFAULT, "select name from person").contains(text);
            boolean entry = app.rows(META, "select text from audit_entry").contains(text);
            return person == entry ? person ? "saved" : "lost" : "half saved";
        }
    }
}
