// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.util.Collection;
import java.util.List;

/**
 * Schema operations on some or all binds, as a bean: {@code @Inject SchemaOps schema}.
 *
 * <p>Each operation comes in three forms: without an argument it works on all binds, with keys on these, with a
 * collection on the keys in it; an empty array or collection means none. All keys are checked before anything happens.
 * Binds are worked on independently of each other: if one fails, the others finish, and the exception carries the
 * report of all. Binds that are switched off are left out of an operation on all.
 *
 * <p>An operation sees only what belongs to the bind's own mapping: its tables, sequences and constraints, also when
 * several binds share one database. Apart from {@link #script}, schema operations are refused inside an active
 * transaction. A bind that has migrations ({@code binds.<key>.migration.tool}) is neither created nor dropped here. Safe
 * for use by several threads, though not meaningful at the same time on the same bind.
 *
 * @since 1.0
 */
public interface SchemaOps {

    /**
     * Makes what is missing in every bind: tables, keys, indexes and sequences. Columns and rows that are there are left
     * as they are, so doing it twice is fine. Several instances of an application may do it at once. A bind of which no
     * table was there gets its {@code schema.load-script} afterwards.
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
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException when a bind failed, or inside an active transaction
     */
    SchemaReport create(String... keys);

    /**
     * Makes what is missing in the given binds; see {@link #create()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException when a bind failed, or inside an active transaction
     */
    SchemaReport create(Collection<String> keys);

    /**
     * Drops the tables, sequences and constraints of every bind, and nothing else. What is not there is passed over, so
     * doing it twice is fine.
     *
     * @return what was done, bind by bind
     * @throws SchemaOpsException when a bind failed or has {@code schema.allow-drop = false} (nothing was dropped in
     *     any bind then), or inside an active transaction; a bind fails, and keeps all it has, when a table of others
     *     references one of its tables
     */
    SchemaReport drop();

    /**
     * Drops the tables, sequences and constraints of the given binds; see {@link #drop()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport drop(String... keys);

    /**
     * Drops the tables, sequences and constraints of the given binds; see {@link #drop()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
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
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport recreate(String... keys);

    /**
     * Drops and creates the given binds; see {@link #drop()} and {@link #create()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport recreate(Collection<String> keys);

    /**
     * Removes all rows of the tables of every bind, whatever foreign keys there are between them. Columns that the
     * database numbers begin anew where it can do that; sequences and tables that give ids go on.
     *
     * @return what was done, bind by bind
     * @throws SchemaOpsException as {@link #drop()}
     */
    SchemaReport truncate();

    /**
     * Removes all rows of the tables of the given binds, whatever foreign keys there are between them; see {@link #truncate()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException as {@link #truncate()}
     */
    SchemaReport truncate(String... keys);

    /**
     * Removes all rows of the tables of the given binds, whatever foreign keys there are between them; see {@link #truncate()}.
     *
     * @param keys bind keys, not null
     * @return what was done, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException as {@link #truncate()}
     */
    SchemaReport truncate(Collection<String> keys);

    /**
     * Compares mapping and database of every bind. Differences are returned, not thrown, and so is the failure of a
     * bind that cannot be compared. More than the mapping wants is no difference: other tables, columns, indexes, or a
     * column that holds more.
     *
     * @return the differences, bind by bind
     * @throws SchemaOpsException inside an active transaction
     */
    SchemaReport validate();

    /**
     * Compares mapping and database of the given binds; see {@link #validate()}.
     *
     * @param keys bind keys, not null
     * @return the differences, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException as {@link #validate()}
     */
    SchemaReport validate(String... keys);

    /**
     * Compares mapping and database of the given binds; see {@link #validate()}.
     *
     * @param keys bind keys, not null
     * @return the differences, bind by bind
     * @throws UnknownBindException when a key is no bind's; nothing was done then
     * @throws BindUnavailableException when a bind is switched off; nothing was done then
     * @throws SchemaOpsException as {@link #validate()}
     */
    SchemaReport validate(Collection<String> keys);

    /**
     * Writes the statements of an operation on all binds, as for a database that has nothing, or all, of the mapping.
     * Executes none, and needs no database: for a bind that is not open yet, the kind of its database is known by its
     * url. Without {@code schema.load-script}.
     *
     * @param action create, drop, recreate or truncate, not null
     * @return the statements of each bind, in key order
     * @throws SchemaOpsException when the statements of a bind cannot be written
     * @throws IllegalArgumentException for an action that has no statements
     */
    List<SchemaScript> script(SchemaReport.Action action);

    /**
     * Writes the statements of an operation on the given binds; see {@link #script(SchemaReport.Action)}.
     *
     * @param action create, drop, recreate or truncate, not null
     * @param keys bind keys, not null
     * @return the statements of each bind, in key order
     * @throws UnknownBindException when a key is no bind's
     * @throws BindUnavailableException when a bind is switched off
     * @throws SchemaOpsException as {@link #script(SchemaReport.Action)}
     */
    List<SchemaScript> script(SchemaReport.Action action, String... keys);

    /**
     * Writes the statements of an operation on the given binds; see {@link #script(SchemaReport.Action)}.
     *
     * @param action create, drop, recreate or truncate, not null
     * @param keys bind keys, not null
     * @return the statements of each bind, in key order
     * @throws UnknownBindException when a key is no bind's
     * @throws BindUnavailableException when a bind is switched off
     * @throws SchemaOpsException as {@link #script(SchemaReport.Action)}
     */
    List<SchemaScript> script(SchemaReport.Action action, Collection<String> keys);
}
