// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.annotations.processing.Find;
import org.hibernate.annotations.processing.HQL;

/** No repository of Jakarta Data; of the default bind. */
interface NoteDao {

    EntityManager entityManager();

    @HQL("from Note where text like :text order by id")
    List<Note> like(String text);

    @Find
    Note note(long id);
}
