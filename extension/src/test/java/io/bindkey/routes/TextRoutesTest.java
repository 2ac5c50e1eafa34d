// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindKey;
import io.bindkey.CrossBindException;
import io.bindkey.UnroutableException;
import io.bindkey.context.UnopenedUnits;
import io.bindkey.routes.JpqlCorpus.Sample;
import io.bindkey.routes.corpus.Admin;
import io.bindkey.routes.corpus.Group;
import io.bindkey.routes.corpus.Invoice;
import io.bindkey.routes.corpus.Item;
import io.bindkey.routes.corpus.Limit;
import io.bindkey.routes.corpus.Message;
import io.bindkey.routes.corpus.Offset;
import io.bindkey.routes.corpus.Order;
import io.bindkey.routes.corpus.Post;
import io.bindkey.routes.corpus.Role;
import io.bindkey.routes.corpus.Tag;
import io.bindkey.routes.corpus.User;
import io.bindkey.unit.MappingFile;
import io.bindkey.unit.Units;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of texts, from the text to the bind; Hibernate's own parser says which entities a text names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextRoutesTest {

    private static final List<Class<?>> MODEL = List.of(
            User.class,
            Admin.class,
            Role.class,
            Post.class,
            Tag.class,
            Message.class,
            Group.class,
            Invoice.class,
            Order.class,
            Item.class,
            Limit.class,
            Offset.class);

    private final TextRoutes routes = new TextRoutes(
            new RoutingIndex(units(Map.of(BindKey.DEFAULT, ofBind(BindKey.DEFAULT), "auth", ofBind("auth")))));

    private static List<Class<?>> ofBind(String key) {
        return MODEL.stream().filter(type -> bindOf(type).equals(key)).toList();
    }

    private static String bindOf(Class<?> entity) {
        BindKey own = entity.getDeclaredAnnotation(BindKey.class);
        return own != null ? own.value() : bindOf(entity.getSuperclass());
    }

    static Units units(Map<String, List<Class<?>>> entities) {
        return units(entities, Map.of());
    }

    static Units units(Map<String, List<Class<?>>> entities, Map<String, List<MappingFile>> mappingFiles) {
        Map<String, String> properties = new TreeMap<>();
        entities.keySet().forEach(key -> properties.put("binds." + key + ".url", "jdbc:h2:mem:" + key));
        return new UnopenedUnits(Optional.empty()).of(properties, entities, mappingFiles);
    }

    private static Optional<String> bindOf(String name) {
        return MODEL.stream()
                .filter(type ->
                        type.getSimpleName().equals(name) || type.getName().equals(name))
                .map(TextRoutesTest::bindOf)
                .findFirst();
    }

    /** The texts all of whose entities are in the model. */
    static List<Sample> samples() {
        return JpqlCorpus.QUERIES.stream()
                .filter(sample ->
                        sample.names().stream().allMatch(name -> bindOf(name).isPresent()))
                .toList();
    }

    @Test
    void theCorpusIsLarge() {
        assertThat(samples()).hasSizeGreaterThan(120);
        assertThat(samples().stream().filter(sample -> binds(sample).size() > 1))
                .hasSizeGreaterThan(10);
    }

    private static Set<String> binds(Sample sample) {
        Set<String> binds = new TreeSet<>();
        sample.names().forEach(name -> bindOf(name).ifPresent(binds::add));
        return binds;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aTextGoesToTheBindOfItsEntities(Sample sample) {
        Set<String> binds = binds(sample);
        if (binds.size() > 1) {
            assertThatThrownBy(() -> routes.of(sample.text())).isInstanceOf(CrossBindException.class);
        } else {
            String expected =
                    binds.isEmpty() ? BindKey.DEFAULT : binds.iterator().next();
            assertThat(routes.of(sample.text()).key()).isEqualTo(expected);
            assertThat(routes.of(sample.text()).key()).as("from the cache").isEqualTo(expected);
        }
    }

    @Test
    void aTextOverTwoBindsIsRefusedWithEachEntityAndItsBind() {
        assertThatThrownBy(() -> routes.of(
                        "select u from User u join Invoice i on i.id = u.id where exists " + "(select 1 from Post p)"))
                .isInstanceOf(CrossBindException.class)
                .hasMessage("BINDKEY-103: One statement cannot touch two databases, but this one names User in bind "
                        + "'auth', Invoice in bind 'default', Post in bind 'auth'. Use one statement for each bind, or put "
                        + "the entities in one bind.");
    }

    @Test
    void aNameThatIsNoEntityIsRefusedWithASuggestion() {
        assertThatThrownBy(() -> routes.of("from Usr"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("BINDKEY-102: 'Usr' is not an entity of any bind. Did you mean 'User'?");
    }

    @Test
    void anInterfaceOfEntitiesOfOneBindIsThatBind() {
        assertThat(routes.of("from io.bindkey.routes.corpus.Person").key()).isEqualTo("auth");
    }

    @Test
    void aSupertypeOfEntitiesOfSeveralBindsIsRefused() {
        TextRoutes small = new TextRoutes(
                new RoutingIndex(units(Map.of(BindKey.DEFAULT, List.of(Invoice.class), "auth", List.of(Role.class)))));
        assertThatThrownBy(() -> small.of("from java.lang.Object o"))
                .isInstanceOf(UnroutableException.class)
                .hasMessage("BINDKEY-105: 'java.lang.Object' stands for entities of several binds: "
                        + "io.bindkey.routes.corpus.Invoice of bind 'default' and io.bindkey.routes.corpus.Role of bind "
                        + "'auth'. Name one of them, or use the bind's own @Bound(\"key\") EntityManager.");
    }

    @Test
    void aTextThatNamesNothingNeedsADefaultBind() {
        TextRoutes without = new TextRoutes(new RoutingIndex(units(Map.of("auth", List.of(Role.class)))));
        assertThatThrownBy(() -> without.of("select current_timestamp"))
                .isInstanceOf(UnroutableException.class)
                .hasMessage("BINDKEY-109: The statement [select current_timestamp] names no entity, and there is no "
                        + "default bind. Use the @Bound(\"key\") EntityManager of one. Known binds: auth.");
    }
}
