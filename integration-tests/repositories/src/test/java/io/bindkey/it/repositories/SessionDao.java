// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

/** Its one session would have to be of two binds as well. */
interface SessionDao {

    Session session();

    @HQL("from Login")
    List<Login> logins();

    @HQL("from Note")
    List<Note> notes();
}
