// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.TransactionOutcome;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What callers and observers were told, held against what is in the databases. */
final class Ledger {

    private final Kind kind;
    private final List<Attempt> attempts;
    private final Map<Product, Set<Long>> rows = new EnumMap<>(Product.class);

    /** To be made when nothing is in doubt any more. */
    Ledger(Kind kind, List<Attempt> attempts, Databases databases) {
        this.kind = kind;
        this.attempts = attempts;
        for (Product product : Product.values()) {
            rows.put(product, databases.rows(product));
        }
    }

    private boolean isThere(Product product, Attempt attempt) {
        return rows.getOrDefault(product, Set.of()).contains(attempt.id());
    }

    /** {@return units whose caller was told something about the rows that is not so} */
    List<String> wrongRows() {
        List<String> wrong = new ArrayList<>();
        for (Attempt attempt : attempts) {
            for (Product product : Product.values()) {
                boolean there = isThere(product, attempt);
                boolean written = attempt.plan().written().contains(product);
                if (written && attempt.isAcknowledged() && !there) {
                    wrong.add("acknowledged, and no row in " + product + ": " + attempt);
                }
                if (there && attempt.isRefused(kind)) {
                    wrong.add("refused, and a row in " + product + ": " + attempt);
                }
            }
            if (kind == Kind.XA && isThere(Product.POSTGRES, attempt) != isThere(Product.MARIADB, attempt)) {
                wrong.add("a row in one database alone: " + attempt);
            }
        }
        return wrong;
    }

    /** {@return units of which an event tells something that is not so, or none tells anything} */
    List<String> wrongEvents() {
        List<String> wrong = new ArrayList<>();
        for (Attempt attempt : attempts) {
            for (Product product : Product.values()) {
                String problem = problem(attempt, product);
                if (!problem.isEmpty()) {
                    wrong.add(problem + " in " + product + ": " + attempt);
                }
            }
        }
        return wrong;
    }

    private String problem(Attempt attempt, Product product) {
        List<TransactionOutcome> told = attempt.events(product);
        if (told.size() > 1) {
            return "several events";
        }
        TransactionOutcome outcome = told.isEmpty() ? null : told.get(0);
        if (!attempt.reachedCommit()) {
            // A bind that could not be used at all has nothing to tell.
            return outcome == null || outcome == TransactionOutcome.ROLLED_BACK
                    ? ""
                    : "ended before the commit, and " + outcome;
        }
        if (!attempt.plan().written().contains(product)) {
            boolean well = attempt.failed() || !attempt.hasUsed(product) || outcome == TransactionOutcome.COMMITTED;
            return well ? "" : "read in a transaction that is committed, and " + outcome;
        }
        if (outcome == null) {
            return "no event";
        }
        boolean there = isThere(product, attempt);
        return switch (outcome) {
            case COMMITTED -> there ? "" : "COMMITTED, and no row";
            case ROLLED_BACK -> there ? "ROLLED_BACK, and a row" : "";
            case UNKNOWN -> mayBeUnknown(attempt, product) ? "" : "UNKNOWN, and the database did not die in the commit";
        };
    }

    private boolean mayBeUnknown(Attempt attempt, Product product) {
        return attempt.wasStruckIn(product)
                && attempt.plan().hit().orElseThrow().phase().afterWrites();
    }

    /** {@return units whose caller got another exception than the one that is promised to him} */
    List<String> wrongExceptions() {
        List<String> wrong = new ArrayList<>();
        for (Attempt attempt : attempts) {
            boolean atCommit = attempt.wasStruck() && attempt.reachedCommit() && kind != Kind.RESOURCE_LOCAL;
            if (atCommit && meetsItAtCommit(attempt)) {
                String promised = promised(attempt);
                if (!promised.isEmpty()) {
                    wrong.add("not " + promised + ": " + attempt);
                }
            }
        }
        return wrong;
    }

    /** With two phases, a reader that has lost its connection may hear of it from the vote. */
    private boolean meetsItAtCommit(Attempt attempt) {
        return attempt.plan().hit().orElseThrow().phase().afterWrites() || (kind == Kind.XA && attempt.failed());
    }

    /** {@return what it should have been, empty when it was that} */
    private String promised(Attempt attempt) {
        Phase phase = attempt.plan().hit().orElseThrow().phase();
        boolean mixed = attempt.thrown() instanceof HeuristicMixedException;
        boolean rolledBack = attempt.thrown() instanceof RollbackException;
        if (kind == Kind.JTA) {
            return mixed || (rolledBack && phase == Phase.FLUSHED) ? "" : "HeuristicMixedException";
        }
        if (phase.compareTo(Phase.PROMISED) < 0) {
            return rolledBack && attempt.codes().contains("BINDKEY-143") ? "" : "RollbackException with BINDKEY-143";
        }
        return mixed && attempt.codes().contains("BINDKEY-145") ? "" : "HeuristicMixedException with BINDKEY-145";
    }

    /** {@return for each database and phase, and for units that nothing was killed in, what came of them and how often} */
    String table() {
        Map<String, Map<String, Integer>> table = new TreeMap<>();
        for (Attempt attempt : attempts) {
            String row =
                    attempt.wasStruck() ? attempt.plan().hit().orElseThrow().toString() : "nothing killed";
            table.computeIfAbsent(row, key -> new TreeMap<>()).merge(cell(attempt), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        table.forEach((row, cells) ->
                cells.forEach((cell, count) -> text.append("%-24s %4d  %s%n".formatted(row, count, cell))));
        return text.toString();
    }

    private String cell(Attempt attempt) {
        StringBuilder cell = new StringBuilder(attempt.failure());
        if (attempt.failed()) {
            cell.append(attempt.reachedCommit() ? ", at commit" : ", before commit");
        }
        if (!attempt.failed() && !attempt.wasStruck()) {
            return cell.toString();
        }
        for (Product product : Product.values()) {
            cell.append(", ").append(product).append(attempt.events(product));
            cell.append(isThere(product, attempt) ? "+row" : "");
        }
        return cell.toString();
    }
}
