// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindKey;
import io.bindkey.UnroutableException;
import io.bindkey.routes.corpus.Invoice;
import io.bindkey.routes.corpus.Person;
import io.bindkey.routes.corpus.Role;
import io.bindkey.routes.corpus.User;
import io.bindkey.unit.MappingFile;
import io.bindkey.unit.NameKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which bind a class or a name stands for, by annotations and by mapping files. */
class RoutingIndexTest {

    private static final Map<String, List<Class<?>>> ENTITIES =
            Map.of(BindKey.DEFAULT, List.of(Invoice.class), "auth", List.of(Role.class, User.class));

    private static RoutingIndex index() {
        return new RoutingIndex(TextRoutesTest.units(ENTITIES));
    }

    @Test
    void aSubclassThatNoBindKnowsIsOfTheBindOfItsSuperclass() {
        assertThat(index().ofClass(new User() {}.getClass()).key()).isEqualTo("auth");
        assertThatThrownBy(() -> index().ofClass(Person.class))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("BINDKEY-101: io.bindkey.routes.corpus.Person is not an entity of any bind.");
    }

    @Test
    void aQuerySelectsFromAnInterfaceOfEntities() {
        assertThat(index().ofRoot(Person.class).key()).isEqualTo("auth");
        assertThat(index().ofRoot(User.class).key()).isEqualTo("auth");
        assertThat(index().ofEntityName(Person.class.getName()).key()).isEqualTo("auth");
        assertThatThrownBy(() -> index().ofRoot(Object.class)).isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> index().ofRoot(Runnable.class)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMappingFileRenamesEntitiesAndDeclaresNames() {
        MappingFile file = new MappingFile(
                "META-INF/orm.xml",
                List.of(User.class.getName()),
                List.of(User.class.getName()),
                Map.of(User.class.getName(), "Login"),
                Map.of(NameKind.QUERY, List.of("Login.all", "Login.one")));
        RoutingIndex index = new RoutingIndex(TextRoutesTest.units(ENTITIES, Map.of("auth", List.of(file))));

        assertThat(index.ofEntityName("Login").key()).isEqualTo("auth");
        assertThat(index.ofEntityName("Role").key()).isEqualTo("auth");
        assertThatThrownBy(() -> index.ofEntityName("User")).hasMessageStartingWith("BINDKEY-102: 'User' is not an");
        assertThat(index.ofName(NameKind.QUERY, "Login.all").key()).isEqualTo("auth");
        assertThat(index.ofName(NameKind.QUERY, "Login.one").key()).isEqualTo("auth");
        assertThat(index.findName(NameKind.ENTITY_GRAPH, "Login.all")).isEqualTo(Optional.empty());
    }
}
