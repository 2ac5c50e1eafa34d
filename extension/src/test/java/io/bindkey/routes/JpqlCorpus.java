// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import java.util.List;

/**
 * Texts with the entities that they name, in order of first appearance. The model: User (tags, roles, address, boss,
 * age, name, created) with its subclass Admin, Role, Post, Tag, Invoice, Order (items), Item, Group, Message.
 */
final class JpqlCorpus {

    record Sample(String text, List<String> names) {

        @Override
        public String toString() {
            return text;
        }
    }

    static final List<Sample> QUERIES = List.of(
            // plain
            sample("select u from User u", "User"),
            sample("select u from User as u where u.age > 18", "User"),
            sample("from User", "User"),
            sample("from User u", "User"),
            sample("from User u where u.name = ?1 select u.name, u.age", "User"),
            sample("select name from User where age > 18", "User"),
            sample("SELECT u FROM User u WHERE u.NAME LIKE 'a%' ORDER BY u.name DESC", "User"),
            sample("sElEcT u\n\tFrOm\r\n\tUser\tu\fWhErE u.age>18", "User"),
            sample("select distinct u.name from User u", "User"),
            sample("select object(u) from User u", "User"),
            sample("select new io.bindkey.routes.corpus.Row(u.name, u.age) from User u", "User"),
            sample("select new map(u.name as from_, count(p) as posts) from User u, Post p", "User", "Post"),
            sample("select current_timestamp"),
            sample("select 1. from User u where u.age > .5", "User"),
            sample("select u.age --1 from User u", "User"),
            sample("from User u fetch first 10 rows only", "User"),
            sample("from User u order by u.age limit 10 offset :from", "User"),
            sample("from User u order by u.age offset 5 rows fetch next 10 rows with ties", "User"),

            // names
            sample("select u from io.bindkey.routes.corpus.User u", "io.bindkey.routes.corpus.User"),
            sample("select u from io . bindkey\n.routes. corpus.User u", "io.bindkey.routes.corpus.User"),
            sample("from io.bindkey.routes.corpus.User", "io.bindkey.routes.corpus.User"),
            sample(
                    "select u from User u join io.bindkey.routes.corpus.Invoice i on i.owner = u",
                    "User",
                    "io.bindkey.routes.corpus.Invoice"),
            sample("select o from Order o", "Order"),
            sample("from Order order by name", "Order"),
            sample("from Order order order by order.name", "Order"),
            sample("from Order order join order.items i where order.name = 'x'", "Order"),
            sample("select g from Group g group by g", "Group"),
            sample("from Group group by name", "Group"),
            sample("select l from Limit l, Offset o, Set s", "Limit", "Offset", "Set"),
            sample("select u from `User` u", "User"),
            sample("select f from `from` f where f.`where` = 1", "from"),
            sample("select u from `io`.`bindkey`.`User` u", "io.bindkey.User"),
            sample("select k from Kötbüllar k, 用户 u where k.größe > u.年齢", "Kötbüllar", "用户"),
            sample("select _a from $Ledger_2 _a", "$Ledger_2"),
            sample("select Invoice from User Invoice", "User"),
            sample("select Tag from User Tag join Tag.tags t join Tag g on g.name = Tag.name", "User", "Tag"),
            sample("from User from_ where from_.age > 1", "User"),

            // attributes and parameters that look like keywords
            sample("select m.from from Message m where m.from = :from and m.join = m.union", "Message"),
            sample("select m.where, m.from.name from Message m order by m.order, m.group", "Message"),
            sample("select to, from from Message where from = 'x'", "Message"),
            sample("select from, to from Message", "Message"),
            sample("update Message set from = 'x', to = from, age = 1 where from = 'y'", "Message"),
            sample("select m from Message m where m.to in (:update, :delete) and m.select = ?1", "Message"),

            // joins
            sample("select u from User u join u.tags t", "User"),
            sample("select u from User u left outer join fetch u.tags as t inner join t.posts p", "User"),
            sample("select u from User u join u . tags t", "User"),
            sample("select U from User U join u.tags t", "User"),
            sample("select u from User u left join u.boss b left join b.boss.boss c on c.age > 3", "User"),
            sample("select u from User u join Invoice i on i.owner = u.name", "User", "Invoice"),
            sample("select u from User u full outer join Invoice i on i.owner = u.name", "User", "Invoice"),
            sample("select u from User u left join u.tags t with t.name = 'x', Post p", "User", "Post"),
            sample("select u from User u cross join Invoice", "User", "Invoice"),
            sample("select u from User u cross join Invoice i cross join Post p", "User", "Invoice", "Post"),
            sample("select u from User u, Invoice i, Post p", "User", "Invoice", "Post"),
            sample("select u from User u , Invoice , Post", "User", "Invoice", "Post"),
            sample(
                    "select u from User u join Tag t on t.id in (1, 2) and f(t.a, t.b) = 1 join u.roles r, Invoice i",
                    "User",
                    "Tag",
                    "Invoice"),
            sample("select u from User u join u.tags t on t.group = 1 and t.order = 2, Post p", "User", "Post"),
            sample("select u from User u, in(u.tags) t", "User"),
            sample("select u from User u, IN (u.tags) AS t, Invoice i join t.posts p", "User", "Invoice"),
            sample("select a from User u join treat(u.boss as Admin) a join a.roles r", "User"),
            sample("select r from User u join treat(u.boss as Admin).roles r join r.posts p", "User"),
            sample("select p from User u join u.lines[0].posts p join p.tags t", "User"),
            sample("select v from User u join value(u.attributes) v join v.tags t", "User"),
            sample("select t from User join this.tags t", "User"),
            sample("select u.left from User u left join Lateral l on l.right = u.left", "User", "Lateral"),

            // subqueries
            sample("select u from User u where exists (select 1 from Invoice i where i.u = u)", "User", "Invoice"),
            sample("select u from User u where u.name in (select i.owner from Invoice i)", "User", "Invoice"),
            sample("from User u where u.name = any (from Invoice i select i.owner)", "User", "Invoice"),
            sample("select u from User u where exists (from Invoice)", "User", "Invoice"),
            sample("select u from User u where exists (select 1 from u.tags t where t.name = 'a')", "User"),
            sample("select u from User u where (select count(t) from u.tags t) > 1", "User"),
            sample(
                    "select (select count(t) from u.tags t), (select max(i.total) from Invoice i) from User u",
                    "Invoice",
                    "User"),
            sample("select u from User u where u.age > all (select p.a from Post p join p.tags t)", "User", "Post"),
            sample("select case when exists (select 1 from Tag t) then 1 else 2 end from User u", "Tag", "User"),
            sample(
                    "select coalesce((select t.name from Tag t), (select i.name from Item i)) from User u",
                    "Tag",
                    "Item",
                    "User"),
            sample(
                    "select u from User u group by u.name having count(u) > (select count(i) from Invoice i)"
                            + " order by (select max(p.id) from Post p)",
                    "User",
                    "Invoice",
                    "Post"),
            sample(
                    "select u from User u join Tag t on t.id = (select max(i.id) from Item i), Post p",
                    "User",
                    "Tag",
                    "Item",
                    "Post"),
            sample("select u from User u where u.tags is empty and :t member of u.tags", "User"),

            // derived tables and functions in FROM
            sample("select d.n from (select u.name as n from User u) d", "User"),
            sample("select d.n from (select u.name as n from User u) d, Invoice i", "User", "Invoice"),
            sample("select b from (select u.boss as boss from User u) as d join d.boss b", "User"),
            sample(
                    "select u from User u join (select i.owner as o from Invoice i) d on d.o = u.name",
                    "User",
                    "Invoice"),
            sample(
                    "select u from User u left join lateral (select t.name as n from u.tags t where t.name like"
                            + " 'a%') l on 1 = 1, Post p",
                    "User", "Post"),
            sample("select g from generate_series(1, 10) g"),
            sample("select g, u from generate_series(1L, 10L) g join User u on u.age = g", "User"),
            sample("select u from User u, unnest(u.scores) s", "User"),
            sample("select u from User u join lateral unnest(u.scores) s, Post p", "User", "Post"),
            sample(
                    "select j.a from User u, json_table(u.json, '$' passing 1 as x columns(a integer path '$.a', nested"
                            + " '$.b' columns(b string, c for ordinality)) error on error) j, Post p",
                    "User",
                    "Post"),

            // FROM that begins no clause
            sample("select extract(year from u.created) from User u", "User"),
            sample("select u from User u where extract(day of month from u.created) = 1", "User"),
            sample("select trim(leading ' ' from u.name), trim(both from u.name) from User u", "User"),
            sample("select trim(from u.name) from User u where trim ( from u.name ) = 'a'", "User"),
            sample("select substring(u.name from 1 for 2) from User u", "User"),
            sample("select overlay(u.name placing 'x' from 2 for 1) from User u", "User"),
            sample("select pad(u.name with 10 leading ' '), position('a' in u.name) from User u", "User"),
            sample("select u from User u where u.name is distinct from u.boss.name", "User"),
            sample("select u from User u where u.name is not distinct from :name", "User"),
            sample("select count(distinct u.name) from User u", "User"),
            sample("select nth_value(u.age, 2) from last over (order by u.age) from User u", "User"),
            sample("select nth_value(u.age, 2) from first respect nulls over () from User u", "User"),
            sample("select f from First f join Last on f.id = 1", "First", "Last"),
            sample("select substring((select i.name from Invoice i) from 2) from User u", "Invoice", "User"),
            sample("select extract(year from (select max(i.created) from Invoice i)) from User u", "Invoice", "User"),
            sample("select upper(trim(trailing 'x' from lower(concat(u.name, 'from Tag')))) from User u", "User"),

            // literals and comments
            sample("select u from User u where u.name = 'from Invoice i'", "User"),
            sample("select u from User u where u.name = 'it''s from Invoice, Post' and u.age = 1", "User"),
            sample("select u from User u where u.name = \"it's from Invoice\"", "User"),
            sample("select u from User u where u.name = \"say \\\"join Invoice\\\"\"", "User"),
            sample("select u from User u where u.name = j'it\\'s from Invoice'", "User"),
            sample(
                    "select u from User u where u.path = 'C:\\' and exists (select 1 from Tag t where t.name = 'x')",
                    "User",
                    "Tag"),
            sample("select u /* from Invoice i */ from /* 'quote */ User u", "User"),
            sample("/* first */ select u from/**/User/**/u/* ' \" ` ( */ where u.age = 1", "User"),
            sample("select '/*' from User u where u.name = '*/'", "User"),
            sample(
                    "select u from User u where u.created > {d '2024-01-01'} and u.created < {ts '2025-01-01"
                            + " 10:00:00'}",
                    "User"),

            // set operations
            sample("select u.name from User u union select i.owner from Invoice i", "User", "Invoice"),
            sample("select u.name from User u union all select i.owner from Invoice i order by 1", "User", "Invoice"),
            sample("(select u.name from User u) except (select i.owner from Invoice i)", "User", "Invoice"),
            sample("from User u intersect all from Admin a", "User", "Admin"),
            sample(
                    "select u from User u where u.name in ((select t.name from Tag t) union select p.name from Post p)",
                    "User",
                    "Tag",
                    "Post"),
            sample("select u from User u where exists ((from Tag t) union all (from Post p))", "User", "Tag", "Post"),

            // common table expressions
            sample("with x as (select u.name as n from User u) select x.n from x x", "User"),
            sample("with x as (select u.name as n from User u) from x", "User"),
            sample("with x as materialized (select u.name as n from User u) select y.n from x as y", "User"),
            sample(
                    "with x as not materialized (from User u select u.name as n) select y.n from x y join Tag t on"
                            + " t.n = y.n",
                    "User",
                    "Tag"),
            sample(
                    "with a as (select u.name as n from User u), b as (select x.n as n from a x join Post p on p.n"
                            + " = x.n)"
                            + " select c.n from b c join a d on d.n = c.n",
                    "User",
                    "Post"),
            sample("with Invoice as (select u.name as n from User u) select i.n from Invoice i", "User"),
            sample("with Invoice as (select i.owner as n from Invoice i) select i.n from Invoice i", "Invoice"),
            sample(
                    "with chain as (select u.id as id from User u where u.boss is null union all select u.id as id from"
                            + " User u join chain c on u.boss.id = c.id) search depth first by id set ord cycle id set"
                            + " cyc select c.id from chain c, Tag t",
                    "User",
                    "Tag"),
            sample(
                    "with Item as (select u.id as id from User u union select i.id + 1 as id from Item i where i.id"
                            + " < 9)"
                            + " select i.id from Item i",
                    "User"),
            sample(
                    "select u from User u where exists (with x as (select t.id as id from Tag t) select 1 from x y"
                            + " where"
                            + " y.id = u.id) and u.age > 1",
                    "User",
                    "Tag"),
            sample(
                    "select u from User u where u.id in (with x as (select t.id as id from Tag t) from x)",
                    "User",
                    "Tag"),

            // update, delete, insert
            sample("update User u set u.name = 'x', u.age = 1 where u.age = 2", "User"),
            sample("update User set name = 'x', age = age + 1", "User"),
            sample("update versioned User u set u.name = 'x'", "User"),
            sample("update Versioned set name = 'x'", "Versioned"),
            sample(
                    "update Order as o set o.total = (select sum(i.price) from Item i where i.order = o)",
                    "Order",
                    "Item"),
            sample("delete from User u where u.age = 1", "User"),
            sample("delete from User where age = 1", "User"),
            sample("delete User u where u.age = 1", "User"),
            sample("delete User", "User"),
            sample("delete from io.bindkey.routes.corpus.User", "io.bindkey.routes.corpus.User"),
            sample("delete from Set s where s.id = 1", "Set"),
            sample("delete from Order o where o.id in (select i.order.id from Item i)", "Order", "Item"),
            sample(
                    "delete from User u where exists (select 1 from u.tags t) and not exists (from Invoice)",
                    "User",
                    "Invoice"),
            sample("insert into User (name, age) values ('x', 1), ('y', 2)", "User"),
            sample("insert User (name, age) values ('from Tag', (select max(t.id) from Tag t))", "User", "Tag"),
            sample("insert into Post (name) select t.name from Tag t", "Post", "Tag"),
            sample("insert into Post (name) from Tag t select t.name", "Post", "Tag"),
            sample(
                    "insert into Post (name) with x as (select t.name as n from Tag t) select y.n from x y",
                    "Post",
                    "Tag"),
            sample(
                    "insert into User (id, name) values (1, 'x') on conflict (id) do update set name = excluded.name,"
                            + " age = 1 where age > 2",
                    "User"),
            sample(
                    "insert into User as u (id, name) select t.id, t.name from Tag t on conflict do nothing",
                    "User",
                    "Tag"));

    /** JPQL, or an extension of it, that Hibernate's grammar refuses or reads otherwise. */
    static final List<Sample> NOT_HQL = List.of(
            // EclipseLink: hierarchical queries
            sample("select u from User u start with u.boss is null connect by u.boss order siblings by u.name", "User"),
            // EclipseLink: queries of the past
            sample("select u from User u as of timestamp :t, Invoice i", "User", "Invoice"),
            // Hibernate takes FROM FIRST for a part of the call, as in NTH_VALUE(x, 2) FROM FIRST
            sample("select count(f) from First f", "First"),
            // Hibernate's grammar has these spaces among the letters, EclipseLink has not
            sample("select u from\u2003User\u3000u", "User"));

    private JpqlCorpus() {}

    private static Sample sample(String text, String... names) {
        return new Sample(text, List.of(names));
    }
}
