// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.Limit;
import jakarta.data.Order;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.By;
import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;

/** In the bind of its type parameter. */
@Repository
interface Logins extends CrudRepository<Login, Long> {

    @Find
    Optional<Login> named(String name);

    @Find
    List<Login> aged(int age, Order<Login> order);

    @Find
    @OrderBy("id")
    List<Login> first(int age, Limit limit);

    @Query("where age >= :least order by id")
    Page<Login> pages(int least, PageRequest request);

    @Find
    @OrderBy("id")
    CursoredPage<Login> cursored(int age, PageRequest request);

    @Query("select count(this) where age = :age")
    long count(int age);

    @Query("update Login set age = age + 1 where name = :name")
    int older(String name);

    @Delete
    void remove(@By("name") String name);

    default Login known(String name) {
        return named(name).orElseThrow();
    }
}
