// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.TypedQuery;
import java.util.List;

/** What a program does with its entities, without a word of where they live. */
@ApplicationScoped
@ActivateRequestContext
public class Repository {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    @Bound("auth")
    EntityManager auth;

    /** In one transaction; they must live in one bind. */
    public void save(Object... entities) {
        EntityTransaction transaction = em.getTransaction();
        transaction.begin();
        try {
            for (Object entity : entities) {
                em.persist(entity);
            }
            transaction.commit();
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }

    public <T> T find(Class<T> type, Object id) {
        return em.find(type, id);
    }

    public <T> List<T> select(String query, Class<T> result, Object... parameters) {
        TypedQuery<T> typed = em.createQuery(query, result);
        for (int i = 0; i < parameters.length; i++) {
            typed.setParameter(i + 1, parameters[i]);
        }
        return typed.getResultList();
    }

    /** SQL without an entity does not tell its bind, so it is put to the entity manager of one. */
    public Object selectFromAuth(String sql) {
        return auth.createNativeQuery(sql).getSingleResult();
    }
}
