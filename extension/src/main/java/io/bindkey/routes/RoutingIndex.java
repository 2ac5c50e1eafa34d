// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import io.bindkey.BindKey;
import io.bindkey.CrossBindException;
import io.bindkey.message.Failures;
import io.bindkey.message.RoutingFailures;
import io.bindkey.telemetry.Refusal;
import io.bindkey.unit.MappingFile;
import io.bindkey.unit.NameKind;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import jakarta.persistence.criteria.CriteriaBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows the bind of every class and name, from the annotations and mapping files read at deployment; no bind is ever
 * asked. Immutable; safe for use by several threads.
 */
public final class RoutingIndex {

    private final Units units;
    private final List<String> keys;
    private final boolean underJta;

    /** Entity classes only; a provider's proxy or an unmapped subclass is found by way of its superclass. */
    private final Map<Class<?>, Unit> entities = new HashMap<>();

    /** By class name and by entity name. */
    private final Map<String, Owners> entityNames = new TreeMap<>();

    /** Superclasses and interfaces of entities, which some providers let a query name. */
    private final Map<String, Owners> supertypes = new HashMap<>();

    private final Map<NameKind, Map<String, Owners>> declared = new EnumMap<>(NameKind.class);

    private record Owner(String carrier, Unit unit) {}

    /** The binds that have something of one name, each with the class or file that brings it. */
    private static final class Owners {

        private final List<Owner> owners = new ArrayList<>();

        void add(String carrier, Unit unit) {
            owners.add(new Owner(carrier, unit));
        }

        Optional<Unit> only() {
            List<Unit> units = owners.stream().map(Owner::unit).distinct().toList();
            return units.size() == 1 ? Optional.of(units.get(0)) : Optional.empty();
        }

        Map<String, Unit> bearers() {
            Map<String, Unit> bearers = new LinkedHashMap<>();
            owners.forEach(owner -> bearers.put(owner.carrier(), owner.unit()));
            return bearers;
        }

        /** {@return what to say of them} */
        List<String> words() {
            return owners.stream()
                    .map(o -> o.carrier() + " of bind '" + o.unit().key() + "'")
                    .distinct()
                    .toList();
        }
    }

    public RoutingIndex(Units units) {
        this.units = units;
        this.keys = units.all().stream().map(Unit::key).toList();
        this.underJta = units.all().stream().anyMatch(unit -> unit.transaction().usesTransactionManager());
        for (NameKind kind : NameKind.values()) {
            declared.put(kind, new TreeMap<>());
        }
        units.forEach(this::add);
    }

    private void add(Unit unit) {
        Map<String, String> renamed = new HashMap<>();
        for (MappingFile file : unit.definition().mappingFiles()) {
            renamed.putAll(file.entityNames());
            file.declared().forEach((kind, names) -> names.forEach(name -> declare(kind, name, file.name(), unit)));
        }
        for (Class<?> entity : unit.entities()) {
            entities.put(entity, unit);
            String name = renamed.getOrDefault(entity.getName(), DeclaredNames.entityName(entity));
            owners(entityNames, entity.getName()).add(entity.getName(), unit);
            owners(entityNames, name).add(entity.getName(), unit);
            for (Class<?> supertype : supertypes(entity)) {
                owners(supertypes, supertype.getName()).add(entity.getName(), unit);
            }
        }
        for (Class<?> carrier : unit.definition().managedClasses()) {
            DeclaredNames.of(carrier)
                    .forEach((kind, names) -> names.forEach(name -> declare(kind, name, carrier.getName(), unit)));
        }
    }

    private void declare(NameKind kind, String name, String carrier, Unit unit) {
        owners(namesOf(kind), name).add(carrier, unit);
    }

    private Map<String, Owners> namesOf(NameKind kind) {
        return Objects.requireNonNull(declared.get(kind));
    }

    private static Owners owners(Map<String, Owners> index, String name) {
        return index.computeIfAbsent(name, n -> new Owners());
    }

    private static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
            all.add(c);
        }
        List<Class<?>> open = new ArrayList<>(all);
        open.add(type);
        while (!open.isEmpty()) {
            for (Class<?> implemented : open.remove(open.size() - 1).getInterfaces()) {
                if (all.add(implemented)) {
                    open.add(implemented);
                }
            }
        }
        return all;
    }

    public Units units() {
        return units;
    }

    /**
     * {@return the refusal of a statement over several binds}
     *
     * @param bindsByEntity keys by what belongs to them, in the order in which they are told
     */
    public CrossBindException crossing(Map<String, String> bindsByEntity) {
        bindsByEntity.values().stream()
                .distinct()
                .forEach(key -> units.telemetry().of(key).refused(Refusal.QUERY));
        return RoutingFailures.crossBind(bindsByEntity);
    }

    public List<String> keys() {
        return keys;
    }

    /** {@return the binds that are not switched off} */
    public List<Unit> active() {
        return units.all().stream().filter(unit -> unit.settings().active()).toList();
    }

    /** {@return whether binds take part in JTA transactions} */
    public boolean underJta() {
        return underJta;
    }

    /** {@return the bind of an entity class or a subclass of one} */
    public Unit ofClass(Class<?> type) {
        return findClass(type).orElseThrow(() -> RoutingFailures.noEntity(type));
    }

    public Optional<Unit> findClass(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Unit unit = entities.get(c);
            if (unit != null) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** {@return the bind of an entity, or of another managed class that no second bind manages} */
    public Unit ofManagedClass(Class<?> type) {
        return findClass(type).orElseGet(() -> onlyUnitThatManages(type));
    }

    public Unit onlyUnitThatManages(Class<?> type) {
        List<Unit> managing = units.all().stream()
                .filter(unit -> unit.definition().managedClasses().contains(type))
                .toList();
        if (managing.isEmpty()) {
            throw RoutingFailures.noManagedType(type);
        }
        if (managing.size() > 1) {
            throw RoutingFailures.typeOfSeveralBinds(
                    type, managing.stream().map(Unit::key).toList());
        }
        return managing.get(0);
    }

    /** {@return the bind of what a query calls so: a class name, an entity name, or a supertype of entities} */
    public Unit ofEntityName(String name) {
        Owners owners = entityNames.get(name);
        if (owners != null) {
            return owners.only().orElseThrow(() -> RoutingFailures.ambiguousEntityName(name, owners.words()));
        }
        return ofSupertype(name)
                .orElseThrow(() -> RoutingFailures.noEntityName(name, new TreeSet<>(entityNames.keySet())));
    }

    /** {@return the entities that bear a name, or else have it as a supertype, by class name with their binds} */
    Map<String, Unit> bearers(String name) {
        Owners owners = entityNames.get(name);
        Owners found = owners == null ? supertypes.get(name) : owners;
        return found == null ? Map.of() : found.bearers();
    }

    /** {@return the bind of a class that a query selects from: an entity or a supertype of entities} */
    public Unit ofRoot(Class<?> type) {
        return findClass(type).or(() -> ofSupertype(type.getName())).orElseThrow(() -> RoutingFailures.noEntity(type));
    }

    private Optional<Unit> ofSupertype(String name) {
        Owners subclasses = supertypes.get(name);
        return subclasses == null
                ? Optional.empty()
                : Optional.of(subclasses
                        .only()
                        .orElseThrow(() -> RoutingFailures.supertypeOfSeveralBinds(name, subclasses.words())));
    }

    /** {@return the bind that declares a name} */
    Unit ofName(NameKind kind, String name) {
        return findName(kind, name)
                .orElseThrow(() -> RoutingFailures.noSuchName(
                        kind.words(), name, namesOf(kind).keySet()));
    }

    Optional<Unit> findName(NameKind kind, String name) {
        Owners owners = namesOf(kind).get(name);
        return owners == null
                ? Optional.empty()
                : Optional.of(owners.only()
                        .orElseThrow(() -> RoutingFailures.ambiguousName(kind.words(), name, owners.words())));
    }

    /** {@return the bind that a provider's criteria builder belongs to} */
    Optional<Unit> ofBuilder(CriteriaBuilder builder) {
        return units.all().stream()
                .filter(unit -> unit.isOpen() && unit.factory().getCriteriaBuilder() == builder)
                .findFirst();
    }

    /** {@return the bind, when there is only one} */
    public Optional<Unit> onlyUnit() {
        return units.size() == 1 ? Optional.of(units.all().get(0)) : Optional.empty();
    }

    /**
     * {@return the bind to unwrap something of, none when it is to be had here}
     *
     * @param type what is wanted
     * @param here what stands for all binds
     * @param kind of the same for one bind
     */
    public Optional<Unit> toUnwrap(@Nullable Class<?> type, Object here, String kind) {
        if (type == null) {
            throw Failures.nullArgument("The type to unwrap");
        }
        return type.isInstance(here)
                ? Optional.empty()
                : Optional.of(onlyUnit().orElseThrow(() -> RoutingFailures.cannotUnwrap(type, keys, kind)));
    }

    /** {@return the bind of a statement that names nothing} */
    public Optional<Unit> defaultUnit() {
        return units.find(BindKey.DEFAULT);
    }
}
