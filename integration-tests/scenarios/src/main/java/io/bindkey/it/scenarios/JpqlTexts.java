// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;

import io.bindkey.it.scenarios.model.Announcement;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.OrderItem;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.Admin;
import io.bindkey.it.scenarios.model.auth.Role;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import io.bindkey.it.scenarios.model.meta.Setting;
import io.bindkey.it.scenarios.model.shared.Address;
import io.bindkey.it.scenarios.model.shared.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Queries in the standard's own language, which every provider reads, and rows that each of them finds. */
final class JpqlTexts {

    /**
     * One of them.
     *
     * @param bind that it belongs to
     * @param text of the query or statement
     * @param parameters by name
     */
    record Sample(String bind, String text, Map<String, Object> parameters) {

        boolean changes() {
            return text.startsWith("update") || text.startsWith("delete");
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static final List<Sample> ALL = List.of(
            // Selection and order.
            people("select p from Person p order by p.name"),
            people("select p from Person as p order by p.name desc, p.id asc"),
            people("SELECT p\n\tFROM Person p\r\n  WHERE p.name LIKE '%o%' ORDER BY p.name"),
            people("select distinct p.address.city from Person p order by p.address.city"),
            people("select p.name, p.address.city from Person p order by p.id"),
            people("select p.address from Person p where p.name = 'Ada'"),
            people("select p.id, p from Person p order by p.id"),
            people("select p.name as named from Person p order by named"),

            // Conditions.
            people("select p from Person p where p.name = :name", Map.of("name", "Ada")),
            people("select p.name from Person p where p.name in :names", Map.of("names", List.of("Ada", "Bob"))),
            people("select p.name from Person p where p.name in ('Ada', 'Cleo') order by p.name"),
            people("select p.name from Person p where p.name not in ('Ada') order by p.name"),
            people("select p.name from Person p where p.name between 'A' and 'Bz' order by p.name"),
            people("select p.name from Person p where p.name not like 'A%' order by p.name"),
            people("select p.name from Person p where p.address.street is null"),
            people("select p.name from Person p where p.address.street is not null order by p.name"),
            people("select p.name from Person p where not (p.name = 'Ada' or p.name = 'Bob')"),
            people("select p.name from Person p where p.version < 100 and p.name <> 'from User u' order by p.name"),
            people("select p.name from Person p where p.name <> 'it''s join User u' order by p.name"),
            people(
                    "select p.name from Person p where local date > :day order by p.name",
                    Map.of("day", LocalDate.of(2000, 1, 1))),

            // Expressions.
            people("select upper(p.name), lower(p.name), length(p.name) from Person p order by p.name"),
            people("select concat(p.name, ' of ', p.address.city) from Person p order by p.name"),
            people("select substring(p.name, 1, 2), locate('o', p.name) from Person p order by p.name"),
            people("select trim(both ' ' from p.name), trim(leading 'A' from p.name) from Person p order by p.name"),
            people("select case when p.name = 'Ada' then 1 when p.name = 'Bob' then 2 else 3 end from Person p"),
            people("select case p.name when 'Ada' then 'first' else 'other' end from Person p order by p.name"),
            people("select coalesce(p.address.street, 'nowhere') from Person p order by p.name"),
            people("select nullif(p.name, 'Ada') from Person p order by p.name"),
            people("select p.version + 1 * 2, abs(p.version - 5), mod(p.version + 7, 3) from Person p"),

            // Groups.
            people("select count(p) from Person p"),
            people("select count(distinct p.address.city) from Person p"),
            people("select p.address.city, count(p) from Person p group by p.address.city having count(p) > 1"),
            people("select min(p.name), max(p.name), sum(p.version), avg(p.version) from Person p"),

            // Joins. "Order" is a word of the language.
            people("select o from Order o order by o.id"),
            people("select o.customer.name from Order o order by o.id"),
            people("select o.id from Order o join o.customer c where c.name = 'Ada' order by o.id"),
            people("select o.id, c.name from Order o left join o.customer c order by o.id"),
            people("select distinct o from Order o left join fetch o.items order by o.id"),
            people("select i.product from Order o inner join o.items as i order by i.product"),
            people("select i.product from Order o, in(o.items) i order by i.product"),
            people("select o.id, i.product from Order o left join o.items i on i.product = 'engine' order by o.id"),
            people("select c.name, count(i) from Order o join o.customer c join o.items i group by c.name"),
            people("select p.name, o.id from Person p, Order o where o.customer = p order by o.id"),
            people("select p.name, o.id from Person p join Order o on o.customer = p order by o.id"),
            people("select o.id from Order o where size(o.items) > 1"),
            people("select o.id from Order o where o.items is empty"),

            // Subqueries.
            people("select p.name from Person p where exists (select o from Order o where o.customer = p)"),
            people("select p.name from Person p where not exists (select o from Order o where o.customer = p)"),
            people("select a.text from Announcement a where a.text in (select p.name from Person p)"),
            people("select i.product from OrderItem i where i.id >= all (select j.id from OrderItem j)"),
            people("select p.name from Person p where (select count(o) from Order o where o.customer = p) > 1"),

            // Converted values.
            people("select i.price from OrderItem i order by i.product"),
            people("select i.product from OrderItem i where i.price = :price", Map.of("price", new Money(250))),
            records("select s from Setting s where s.limit = :limit", Map.of("limit", new Money(100))),
            records("select s.text, s.limit from Setting s order by s.text"),

            // Hierarchies and collections.
            users("select u from User u order by u.name"),
            users("select a from Admin a"),
            users("select a.name, a.level from Admin a where a.level > 3"),
            users("select u.name from User u where type(u) = Admin"),
            users("select u.name from User u where treat(u as Admin).level > 3"),
            users("select u from User u join u.roles r where r.name = 'reader' order by u.name"),
            users("select r.name, count(u) from User u join u.roles r group by r.name order by r.name"),
            users("select u.name from User u where size(u.roles) > 1 order by u.name"),
            users("select u.name from User u where u.roles is not empty order by u.name"),
            users("select u.name from User u, Role r where r.name = 'writer' and r member of u.roles"),
            users("select new io.bindkey.it.scenarios.model.auth.RoleUse(r.name, count(u))"
                    + " from User u join u.roles r group by r.name order by r.name"),
            users("select u.name, r.name from User u left join u.roles r order by u.name, r.name"),

            // What a mapped superclass brings.
            records("select a from AuditEntry a where a.text like 'o%'"),
            records("select a.text from AuditEntry a where a.version = (select max(b.version) from AuditEntry b)"),
            records("select max(a.id) - min(a.id), count(a) from AuditEntry a"),

            // Bulk statements.
            people("update Person p set p.name = 'Robert' where p.name = 'Bob'"),
            people("update Person p set p.name = concat(p.name, '!'), p.version = p.version + 1"),
            people("delete from Announcement a where a.text in (select p.name from Person p)"),
            records("update AuditEntry a set a.text = :text where a.text = 'one'", Map.of("text", "eins")),
            records("delete from AuditEntry a"),
            users("update Role r set r.name = upper(r.name)"),
            users("delete from Role r where r.name = 'idle'"));

    private JpqlTexts() {}

    private static Sample people(String text) {
        return people(text, Map.of());
    }

    private static Sample people(String text, Map<String, Object> parameters) {
        return new Sample(DEFAULT, text, parameters);
    }

    private static Sample records(String text) {
        return records(text, Map.of());
    }

    private static Sample records(String text, Map<String, Object> parameters) {
        return new Sample(META, text, parameters);
    }

    private static Sample users(String text) {
        return new Sample(AUTH, text, Map.of());
    }

    /** Writes the rows, in one transaction for each bind. */
    static void fill(Application app) {
        app.inTransaction(em -> {
            Person ada = person("Ada", "St James's Square", "London");
            Person bob = person("Bob", null, "Paris");
            Person cleo = person("Cleo", "Harbour", "London");
            List.of(ada, bob, cleo).forEach(em::persist);
            em.persist(Order.by(ada, OrderItem.of("engine", 250), OrderItem.of("paper", 99)));
            em.persist(Order.by(bob, OrderItem.of("ink", 10)));
            em.persist(Order.by(ada));
            em.persist(Announcement.of("Bob"));
            em.persist(Announcement.of("We have moved"));
        });
        app.inTransaction(em -> {
            em.persist(AuditEntry.of("one"));
            em.persist(AuditEntry.of("two"));
            em.persist(Setting.of("orders", 100));
            em.persist(Setting.of("returns", 20));
        });
        app.inTransaction(em -> {
            User ada = User.named("ada");
            User bob = User.named("bob");
            Admin root = Admin.named("root", 7);
            List.of(ada, bob, root).forEach(em::persist);
            Role reader = Role.named("reader");
            Role writer = Role.named("writer");
            List.of(reader, writer, Role.named("idle")).forEach(em::persist);
            ada.roles.addAll(List.of(reader, writer));
            bob.roles.add(reader);
        });
    }

    private static Person person(String name, @org.jspecify.annotations.Nullable String street, String city) {
        Person person = Person.named(name);
        person.address = new Address();
        person.address.city = city;
        if (street != null) {
            person.address.street = street;
        }
        return person;
    }
}
