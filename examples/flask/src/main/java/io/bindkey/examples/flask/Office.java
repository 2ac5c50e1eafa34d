// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the functions of {@code app.py} do, in the same order; each is a request. */
@ApplicationScoped
@ActivateRequestContext
public class Office {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    @Bound("auth")
    EntityManager auth;

    @Inject
    @Bound("auth")
    DataSource authDatabase;

    @Transactional
    public Long moor(String name) {
        Boat boat = new Boat();
        boat.name = name;
        em.persist(boat);
        return boat.id;
    }

    @Transactional
    public Long enrol(String name, String... licences) {
        Sailor sailor = new Sailor();
        sailor.name = name;
        for (String each : licences) {
            Licence licence = new Licence();
            licence.name = each;
            sailor.licences.add(licence);
        }
        em.persist(sailor);
        return sailor.id;
    }

    @Transactional
    public void note(Almanac entry, String words) {
        entry.note = words;
        em.persist(entry);
    }

    @Transactional
    public void sail(Long boatId, Long sailorId) {
        Trip trip = new Trip();
        trip.boat = em.find(Boat.class, boatId);
        trip.sailorId = sailorId;
        em.persist(trip);
    }

    @Transactional
    public int rename(String before, String after) {
        return em.createQuery("update Sailor s set s.name = :after where s.name = :before")
                .setParameter("after", after)
                .setParameter("before", before)
                .executeUpdate();
    }

    @Transactional
    public void grant(Long sailorId, long licenceId) {
        auth.createNativeQuery("insert into sailor_licence (sailor_id, licence_id) values (?1, ?2)")
                .setParameter(1, sailorId)
                .setParameter(2, licenceId)
                .executeUpdate();
    }

    public List<String> trips() {
        List<String> found = new ArrayList<>();
        for (Trip trip :
                em.createQuery("select t from Trip t order by t.id", Trip.class).getResultList()) {
            Sailor sailor = em.find(Sailor.class, trip.sailorId);
            found.add(sailor.name + " on the " + trip.boat.name);
        }
        return found;
    }

    public List<String> licences(String name) {
        Sailor sailor = em.createQuery("select s from Sailor s where s.name = :name", Sailor.class)
                .setParameter("name", name)
                .getSingleResult();
        return sailor.licences.stream().map(licence -> licence.name).toList();
    }

    public List<String> notes(Class<? extends Almanac> kind) {
        return em.createQuery("select n.note from " + kind.getSimpleName() + " n order by n.id", String.class)
                .getResultList();
    }

    public Object granted() {
        return auth.createNativeQuery("select count(*) from sailor_licence").getSingleResult();
    }

    public long sailorsByHand() throws SQLException {
        try (Connection connection = authDatabase.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(*) from sailor")) {
            counted.next();
            return counted.getLong(1);
        }
    }
}
