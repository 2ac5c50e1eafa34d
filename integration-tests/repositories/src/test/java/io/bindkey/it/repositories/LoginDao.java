// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/** With a session without a persistence context. */
interface LoginDao {

    StatelessSession session();

    @HQL("from Login where name like :name order by id")
    List<Login> like(String name);
}
