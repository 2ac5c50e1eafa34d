// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What one unit of work does: it reads both binds, writes into some, and may have a connection killed.
 *
 * @param written where it writes a row; nowhere when it only reads
 * @param hit what is killed in it
 */
record Plan(Set<Product> written, Optional<Hit> hit) {

    /** A connection to be killed. */
    record Hit(Product product, Phase phase) {

        @Override
        public String toString() {
            return product + " " + phase;
        }
    }

    /** {@return units with that many kills for each database, all phases equally often, and as many units without} */
    static List<Plan> shuffled(Kind kind, int kills, long seed) {
        Random random = new Random(seed);
        List<Phase> phases = Phase.of(kind);
        List<Plan> plans = new ArrayList<>();
        for (Product product : Product.values()) {
            for (int i = 0; i < kills; i++) {
                plans.add(hit(kind, product, phases.get(i % phases.size()), random));
                plans.add(new Plan(written(kind, random), Optional.empty()));
            }
        }
        Collections.shuffle(plans, random);
        return plans;
    }

    /** {@return units of which each has one connection killed; where that may be, every other one only reads} */
    static List<Plan> alone(Kind kind, Product product, Phase phase, int kills) {
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            boolean writes = phase.afterWrites() || i % 2 == 1;
            plans.add(new Plan(writes ? kind.written(product) : Set.of(), Optional.of(new Hit(product, phase))));
        }
        return plans;
    }

    private static Plan hit(Kind kind, Product product, Phase phase, Random random) {
        Set<Product> written = phase.afterWrites() ? kind.written(product) : written(kind, random);
        return new Plan(written, Optional.of(new Hit(product, phase)));
    }

    /** {@return where a unit writes: one in three reads only} */
    private static Set<Product> written(Kind kind, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> kind.written(Product.POSTGRES);
            case 1 -> kind.written(Product.MARIADB);
            default -> Set.of();
        };
    }

    boolean hits(Phase phase) {
        return hit.isPresent() && hit.get().phase() == phase;
    }
}
