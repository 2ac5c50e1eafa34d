// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.AfterCompletion;
import io.bindkey.TransactionOutcome;
import jakarta.transaction.RollbackException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One unit of work as its caller has seen it. Of one thread until that has done it. */
final class Attempt {

    private final long id;
    private final Plan plan;
    private final Set<Product> used = EnumSet.noneOf(Product.class);
    private boolean struck;
    private boolean commits;
    private @Nullable Throwable thrown;
    private List<AfterCompletion> events = List.of();

    Attempt(long id, Plan plan) {
        this.id = id;
        this.plan = plan;
    }

    long id() {
        return id;
    }

    Plan plan() {
        return plan;
    }

    /** It has read there. */
    void used(Product product) {
        used.add(product);
    }

    boolean hasUsed(Product product) {
        return used.contains(product);
    }

    /** The connection of its plan was killed. */
    void struck() {
        struck = true;
    }

    boolean wasStruck() {
        return struck;
    }

    boolean wasStruckIn(Product product) {
        return struck && plan.hit().orElseThrow().product() == product;
    }

    /** All is written, the commit is next. */
    void commits() {
        commits = true;
    }

    boolean reachedCommit() {
        return commits;
    }

    void ended(@Nullable Throwable exception, List<AfterCompletion> told) {
        thrown = exception;
        events = told;
    }

    boolean failed() {
        return thrown != null;
    }

    @Nullable
    Throwable thrown() {
        return thrown;
    }

    List<AfterCompletion> events() {
        return events;
    }

    List<TransactionOutcome> events(Product product) {
        return events.stream()
                .filter(event -> event.bind().equals(product.bind()))
                .map(AfterCompletion::outcome)
                .toList();
    }

    /** {@return whether the caller was told that it is committed, now or by recovery} */
    boolean isAcknowledged() {
        return thrown == null || codes().contains("BINDKEY-145");
    }

    /** {@return whether the caller was told that nothing is committed} */
    boolean isRefused(Kind kind) {
        if (thrown == null) {
            return false;
        }
        if (kind == Kind.RESOURCE_LOCAL) {
            // The provider's exception is one and the same for a refusal and for an answer that never came.
            return !commits || plan.written().stream().noneMatch(p -> events(p).contains(TransactionOutcome.UNKNOWN));
        }
        return !commits || thrown instanceof RollbackException;
    }

    Set<String> codes() {
        return Failure.codes(thrown);
    }

    /** {@return what was thrown, in short} */
    String failure() {
        return thrown == null ? "ok" : Failure.inShort(thrown);
    }

    @Override
    public String toString() {
        return "unit " + id + " (writes " + new TreeSet<>(plan.written())
                + (struck ? ", killed: " + plan.hit().orElseThrow() : "") + "), " + failure() + ", told "
                + events.stream()
                        .map(event -> event.bind() + " " + event.outcome())
                        .toList();
    }
}
