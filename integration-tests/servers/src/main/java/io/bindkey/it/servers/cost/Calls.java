// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.cost;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** One transaction for each call, as applications have them. */
@ApplicationScoped
public class Calls {

    @PersistenceContext(unitName = "plain")
    private EntityManager plain;

    @Inject
    @Bound("shared")
    private EntityManager bind;

    @Inject
    @Bound
    private EntityManager router;

    @Transactional
    public boolean find(Way way, long id) {
        return of(way).find(way.entity, id) != null;
    }

    @Transactional
    public long query(Way way, long id) {
        return of(way).createQuery("select n from " + way.entity.getSimpleName() + " n where n.id = :id", way.entity)
                .setParameter("id", id)
                .getResultList()
                .size();
    }

    @Transactional
    public void insert(Way way, long id) {
        of(way).persist(way.note(id));
    }

    @Transactional
    public long count(Way way) {
        return of(way).createQuery("select count(n) from " + way.entity.getSimpleName() + " n", Long.class)
                .getSingleResult();
    }

    @Transactional
    public void removeFrom(Way way, long id) {
        of(way).createQuery("delete from " + way.entity.getSimpleName() + " n where n.id >= :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private EntityManager of(Way way) {
        return switch (way) {
            case CONTAINER -> plain;
            case BIND -> bind;
            case ROUTER, POOL -> router;
        };
    }
}
