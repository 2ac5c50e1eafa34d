// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.util.Collection;

/**
 * Schema operations on some or all binds, as a bean: {@code @Inject SchemaOps schema}.
 *
 * <p>Each operation comes in three forms: without an argument it works on all binds, with keys on these, with a
 * collection on the keys in it; an empty array or collection means none. All keys are checked before anything happens.
 * Binds are worked on independently of each other: if one fails, the others finish, and the exception carries the
 * report of all. Binds that are switched off are left out of an operation on all.
 *
 * <p>An operation sees only what belongs to the bind's own mapping: its tables, sequences and constraints, also when
 * several binds share one database. Schema operations are refused inside an active transaction. Safe for use by several
 * threads, though not meaningful at the same time on the same bind.
 */
public interface SchemaOps {

    /**
     * Makes what is missing in every bind. Existing tables and their rows are left as they are, so doing it twice is
     * fine.
     *
     * @return what was done, bind by bind
     * @throws SchemaOpsException when a bind failed, or inside an active transaction
     */
    SchemaReport create();

    /**
     * Makes what is missing in the given binds; see {@link #create()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws SchemaOpsException when a bind failed, or inside an active transaction
     */
    SchemaReport create(String... keys);

    /**
     * Makes what is missing in the given binds; see {@link #create()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws SchemaOpsException when a bind failed, or inside an active transaction
     */
    SchemaReport create(Collection<String> keys);

    /**
     * Drops the tables, sequences and constraints of every bind, and nothing else. What is not there is passed over, so
     * doing it twice is fine.
     *
     * @return what was done, bind by bind
     * @throws SchemaOpsException when a bind failed or has {@code schema.allow-drop = false} (nothing was dropped in
     *     any bind then), or inside an active transaction
     */
    SchemaReport drop();

    /**
     * Drops the tables, sequences and constraints of the given binds; see {@link #drop()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport drop(String... keys);

    /**
     * Drops the tables, sequences and constraints of the given binds; see {@link #drop()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport drop(Collection<String> keys);

    /**
     * Drops and creates every bind; see {@link #drop()} and {@link #create()}.
     *
     * @return what was done, bind by bind
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport recreate();

    /**
     * Drops and creates the given binds; see {@link #drop()} and {@link #create()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport recreate(String... keys);

    /**
     * Drops and creates the given binds; see {@link #drop()} and {@link #create()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport recreate(Collection<String> keys);
}
