// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindSetting;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the configuration says of one bind. Immutable.
 *
 * @param key the bind key
 * @param database where the database is
 * @param pool the pool, used with a url
 * @param transaction how the bind takes part in transactions; when empty, {@code jta} where there is a manager
 * @param provider the class name of the persistence provider where the user chose one
 * @param packages packages whose entities belong to this bind
 * @param classes further classes of this bind
 * @param mappingFiles mapping files of this bind
 * @param schema the schema
 * @param lazyStart whether the bind is started at first use
 * @param active whether the bind may be used at all
 * @param readOnly whether writes are refused
 * @param watch what is told of it and its statements
 * @param providerProperties handed to the provider as they are
 * @param replicas copies of the database that may be read from, in the order of their names
 * @param reading how the bind reads from them
 * @param cluster what kind of cluster the database is, if it is one
 * @param operation what becomes of it when it fails, and who is told
 * @param shown the properties that are set, for people to read
 */
public record BindSettings(
        String key,
        DatabaseSettings database,
        PoolSettings pool,
        Optional<TransactionKind> transaction,
        Optional<String> provider,
        List<String> packages,
        List<String> classes,
        List<String> mappingFiles,
        SchemaSettings schema,
        boolean lazyStart,
        boolean active,
        boolean readOnly,
        WatchSettings watch,
        Map<String, String> providerProperties,
        List<ReplicaSettings> replicas,
        ReadingSettings reading,
        Optional<Cluster> cluster,
        OperationSettings operation,
        List<BindSetting> shown) {

    /** {@return the passwords that messages must not show, the replicas' too, also those that were in force before} */
    public Set<String> passwords() {
        Set<String> passwords = new HashSet<>(database.passwords());
        replicas.forEach(replica -> passwords.addAll(replica.passwords()));
        providerProperties.forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).endsWith("password") && !value.isBlank()) {
                passwords.add(value.strip());
            }
        });
        return Set.copyOf(passwords);
    }

    /** {@return the same as it is for one of the replicas, which is for reading only} */
    public BindSettings toReadFrom(ReplicaSettings replica) {
        return new BindSettings(
                key,
                replica.database(),
                replica.pool(),
                transaction,
                provider,
                packages,
                classes,
                mappingFiles,
                schema,
                lazyStart,
                active,
                true,
                watch,
                providerProperties,
                replicas,
                reading,
                cluster,
                operation,
                shown);
    }

    /** {@return whether the provider shall look for Bean Validation, as it does when nobody tells} */
    public boolean validates() {
        return !"none".equalsIgnoreCase(providerProperties.get("jakarta.persistence.validation.mode"));
    }
}
