// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import io.bindkey.BindKey;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.RepositoryProblems;
import io.bindkey.repository.AssignedRepository.Source;
import jakarta.persistence.Entity;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the bind of one generated repository: that of its entities, else the data store that it names. */
final class RepositoryBind {

    private final GeneratedRepository repository;
    private final NavigableSet<String> keys;
    private final NavigableMap<Class<?>, String> entities = new TreeMap<>(RepositoryInterface.BY_NAME);
    private final Optional<Class<?>> ofNoBind;
    private final NavigableSet<String> binds;
    private final Optional<String> dataStore;

    RepositoryBind(GeneratedRepository repository, Map<Class<?>, String> bindOf, NavigableSet<String> keys) {
        this.repository = repository;
        this.keys = keys;
        Set<Class<?>> mentioned = RepositoryInterface.mentioned(repository.api());
        for (Class<?> type : mentioned) {
            String key = bindOf.get(type);
            if (key != null) {
                entities.put(type, key);
            }
        }
        this.ofNoBind = mentioned.stream()
                .filter(type -> type.isAnnotationPresent(Entity.class) && !entities.containsKey(type))
                .findFirst();
        this.binds = new TreeSet<>(entities.values());
        this.dataStore = RepositoryInterface.dataStore(repository.api());
    }

    /** {@return where its entity manager or session comes from, if there is no problem} */
    Source source() {
        if (repository.takesEntityManager() && (binds.size() > 1 || isUntold())) {
            return Source.ROUTER;
        }
        return isOfOthers() ? Source.OTHERS : Source.BIND;
    }

    /** {@return the key of its bind, empty where that is no single one} */
    Optional<String> key() {
        if (source() != Source.BIND) {
            return Optional.empty();
        }
        Optional<String> told = binds.stream().findFirst().or(() -> dataStore);
        return told.isPresent() || ofNoBind.isPresent()
                ? told
                : Optional.of(BindKey.DEFAULT).filter(keys::contains);
    }

    /** {@return what is wrong with it} */
    Optional<Problem> problem() {
        String name = repository.api().getName();
        Optional<String> unknown = dataStore.filter(key -> !keys.contains(key));
        if (unknown.isPresent()) {
            return unknown.map(key -> RepositoryProblems.unknownDataStore(name, key, keys));
        }
        if (source() != Source.BIND) {
            return Optional.empty();
        }
        if (binds.size() > 1) {
            return Optional.of(RepositoryProblems.severalBinds(
                    name,
                    entities.entrySet().stream()
                            .map(entity -> entity.getKey().getName() + " of bind '" + entity.getValue() + "'")
                            .toList()));
        }
        if (ofNoBind.isPresent()) {
            return Optional.of(ofNoBind());
        }
        Optional<String> other = dataStore.filter(key -> !binds.isEmpty() && !binds.contains(key));
        if (other.isPresent()) {
            return other.map(key -> RepositoryProblems.contradictingDataStore(
                    name, key, entities.firstKey().getName(), binds.first()));
        }
        return key().isPresent() ? Optional.empty() : Optional.of(RepositoryProblems.noEntity(name));
    }

    /** {@return the problem that it is about an entity that is in no bind} */
    Problem ofNoBind() {
        return RepositoryProblems.entityOfNoBind(
                repository.api().getName(), ofNoBind.map(Class::getName).orElse(""));
    }

    /** {@return the type of what it works with} */
    Class<?> handle() {
        return repository.handle();
    }

    private boolean isUntold() {
        return binds.isEmpty() && ofNoBind.isEmpty() && dataStore.isEmpty();
    }

    /** An interface that is no repository of Jakarta Data may be about entities that the application manages itself. */
    private boolean isOfOthers() {
        return binds.isEmpty() && ofNoBind.isPresent() && !RepositoryInterface.isRepository(repository.api());
    }
}
