// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindKey;
import io.bindkey.Bound;
import io.bindkey.UnroutableException;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.User;
import io.bindkey.deployment.Entities.WithId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metamodel over all binds. */
class RoutedMetamodelTest {

    @Embeddable
    static class Address {
        String city;
    }

    @Entity(name = "Contact")
    @BindKey("auth")
    static class Contact extends WithId {
        Address address;
    }

    private Application app;
    private Metamodel metamodel;

    @BeforeEach
    void start() {
        app = Application.of(Invoice.class, User.class, Setting.class, Contact.class)
                .withH2("default")
                .withH2("auth")
                .withH2("meta")
                .start();
        metamodel = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER).getMetamodel();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void hasTheTypesOfAllBinds() {
        assertThat(metamodel.getEntities())
                .extracting(EntityType::getName)
                .containsExactlyInAnyOrder("Invoice", "User", "Setting", "Contact");
        assertThat(metamodel.getEmbeddables())
                .<Class<?>>extracting(ManagedType::getJavaType)
                .containsExactly(Address.class);
        assertThat(metamodel.getManagedTypes())
                .<Class<?>>extracting(ManagedType::getJavaType)
                .contains(Invoice.class, User.class, Setting.class, Entities.Meta.class, Address.class);
    }

    @Test
    void findsATypeInItsBind() {
        Metamodel auth =
                app.get(EntityManagerFactory.class, Bound.Literal.of("auth")).getMetamodel();
        assertThat(metamodel.entity(User.class)).isSameAs(auth.entity(User.class));
        assertThat(metamodel.entity("User")).isSameAs(auth.entity(User.class));
        assertThat(metamodel.entity(User.class.getName())).isSameAs(auth.entity(User.class));
        assertThat(metamodel.managedType(User.class)).isSameAs(auth.entity(User.class));
        assertThat(metamodel.embeddable(Address.class)).isSameAs(auth.embeddable(Address.class));
        assertThat(metamodel.managedType(Entities.Meta.class).getJavaType()).isEqualTo(Entities.Meta.class);
    }

    @Test
    void refusesWhatNoBindOrSeveralHave() {
        assertThatThrownBy(() -> metamodel.managedType(WithId.class))
                .isInstanceOf(UnroutableException.class)
                .hasMessageContaining("belongs to several binds: default, auth, meta");
        assertThatThrownBy(() -> metamodel.managedType(String.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metamodel.entity(Address.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metamodel.entity("Usr")).hasMessageEndingWith("Did you mean 'User'?");
    }
}
