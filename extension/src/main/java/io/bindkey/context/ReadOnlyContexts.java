// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.Bookmark;
import io.bindkey.database.RefusedWrite;
import io.bindkey.managers.OpenEntityManagers;
import io.bindkey.message.Failures;
import io.bindkey.reading.ReadOnlyScope;
import io.bindkey.reading.ReadOnlyScopes;
import io.bindkey.unit.ReadingUnit;
import io.bindkey.unit.Unit;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which persistence context a bind has while a thread may only read. Safe for use by several threads.
 *
 * <p>Reads of what can be opened on a connection of ours are apart from any transaction; all others go where they would go
 * without, and are kept from flushing.
 */
public final class ReadOnlyContexts {

    private final ReadOnlyScopes scopes;
    private final JtaTransactions jta;
    private final CurrentRequest currentRequest;

    ReadOnlyContexts(ReadOnlyScopes scopes, JtaTransactions jta, CurrentRequest currentRequest) {
        this.scopes = scopes;
        this.jta = jta;
        this.currentRequest = currentRequest;
    }

    /**
     * {@return what the work gives, in which this thread may only read}
     *
     * @param bookmark what it has to see at least
     * @throws Exception what the work throws
     */
    public <T extends @Nullable Object> T call(Bookmark bookmark, Callable<T> work) throws Exception {
        ReadOnlyScope outer = scopes.current();
        try {
            if (outer == null) {
                return scopes.call(outermost(bookmark), work);
            }
            return bookmark.equals(Bookmark.NONE) ? work.call() : scopes.call(outer.inner(bookmark), work);
        } catch (RuntimeException e) {
            throw RefusedWrite.isBehind(e) ? Failures.refusedByDatabase(e) : e;
        }
    }

    private ReadOnlyScope outermost(Bookmark bookmark) {
        RequestContext request = currentRequest.inForceIfTouched();
        LocalTransaction local = request == null ? null : request.transaction();
        return new ReadOnlyScope(
                bookmark, jta.isActive() ? jta.currentKey() : null, local != null && local.isActive() ? local : null);
    }

    /** {@return those that a bind reads in instead of any others, null for none} */
    @Nullable
    OpenEntityManagers apart(Unit unit) {
        ReadOnlyScope scope = scopes.current();
        return scope != null && new ReadingUnit(unit).readsApart() && !began(scope, unit)
                ? scope.entityManagers()
                : null;
    }

    private boolean began(ReadOnlyScope scope, Unit unit) {
        return unit.transaction().usesTransactionManager() ? beganJta(scope) : beganLocal(scope);
    }

    private boolean beganJta(ReadOnlyScope scope) {
        return jta.isActive() && scope.began(jta.currentKey());
    }

    private boolean beganLocal(ReadOnlyScope scope) {
        RequestContext request = currentRequest.inForceIfTouched();
        return request != null && scope.began(request.transaction());
    }

    /** {@return those that a call to the router as a whole means, null for no others than without} */
    @Nullable
    OpenEntityManagers apart() {
        ReadOnlyScope scope = scopes.current();
        return scope == null || beganJta(scope) || beganLocal(scope) ? null : scope.entityManagers();
    }

    /**
     * {@return those that a bind reads in; where that is not apart, its entity manager is kept from flushing}
     *
     * @param otherwise those that it has without
     */
    OpenEntityManagers holding(Unit unit, Supplier<OpenEntityManagers> otherwise) {
        OpenEntityManagers apart = apart(unit);
        if (apart != null) {
            return apart;
        }
        OpenEntityManagers open = otherwise.get();
        ReadOnlyScope scope = scopes.current();
        if (scope != null) {
            scope.quiet(unit, open.get(unit));
        }
        return open;
    }

    /** {@return whether this thread may only read} */
    public boolean areActive() {
        return scopes.areActive();
    }
}
