// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/** Each of its methods stays in one bind. */
interface EveryDao {

    EntityManager entityManager();

    @HQL("from Note where text like :text order by id")
    List<Note> notes(String text);

    @HQL("from Login where name like :name order by id")
    List<Login> logins(String name);

    @Find
    Purchase purchase(long id);
}
