// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.landing;

import io.bindkey.Bind;
import io.bindkey.BindSetting;
import io.bindkey.BindState;
import io.bindkey.BindState.Status;
import io.bindkey.Binds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;

/** The databases of the application, each as it is now. One that is down hurts nobody else. */
@ApplicationScoped
public class Landings {

    private static final int NEWEST = 3;

    @Inject
    Binds binds;

    /** A database, and what landed in it last; nothing of that when it cannot be read. */
    public record Database(String key, String transaction, BindState state, long rows, List<Landed> newest) {}

    /** {@return all of them, the default bind first} A bind that somebody adds comes by itself. */
    public List<Database> all() {
        List<Database> databases = new ArrayList<>();
        for (Bind bind : binds) {
            databases.add(look(bind));
        }
        return databases;
    }

    private static Database look(Bind bind) {
        if (bind.state().status() != Status.DOWN) {
            try {
                return read(bind);
            } catch (PersistenceException lost) {
                // Its state says so from now on.
            }
        }
        return new Database(bind.key(), transaction(bind), bind.state(), 0, List.of());
    }

    private static Database read(Bind bind) {
        EntityManager em = bind.entityManager();
        long rows = 0;
        List<Landed> newest = new ArrayList<>();
        for (Class<?> entity : bind.entities()) {
            if (Landed.class.isAssignableFrom(entity)) {
                String name = entity.getSimpleName();
                rows += em.createQuery("select count(l) from " + name + " l", Long.class)
                        .getSingleResult();
                newest.addAll(em.createQuery("select l from " + name + " l order by l.id desc", Landed.class)
                        .setMaxResults(NEWEST)
                        .getResultList());
            }
        }
        return new Database(bind.key(), transaction(bind), bind.state(), rows, newest);
    }

    private static String transaction(Bind bind) {
        return bind.settings().stream()
                .filter(setting -> setting.property().endsWith(".transaction"))
                .map(BindSetting::value)
                .findFirst()
                .orElse("jta");
    }
}
