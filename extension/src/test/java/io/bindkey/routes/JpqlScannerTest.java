// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import static io.bindkey.routes.JpqlScanner.entityNames;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.bindkey.routes.JpqlCorpus.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpqlScannerTest {

    @Nested
    class ItFinds {

        @Test
        void theEntitiesInOrderOfFirstAppearance() {
            assertThat(entityNames("select t from Tag t, User u join Invoice i on i.u = u, Tag s"))
                    .containsExactly("Tag", "User", "Invoice");
        }

        @Test
        void aClassNameWithoutTheSpaceAroundItsDots() {
            assertThat(entityNames("from io . bindkey /* here */ . User")).containsExactly("io.bindkey.User");
        }

        @Test
        void aNameWithoutItsBackQuotes() {
            assertThat(entityNames("from `Order`")).containsExactly("Order");
        }

        @Test
        void anEntityThatIsCalledLikeAKeyword() {
            assertThat(entityNames("select o from Order o join Group on o.id = 1, Select s, `From` f, Join"))
                    .containsExactly("Order", "Group", "Select", "From", "Join");
        }

        @Test
        void theEntitiesOfASubqueryInTheSelectClause() {
            assertThat(entityNames("select (select max(i.total) from Invoice i) from User u"))
                    .containsExactly("Invoice", "User");
        }

        @Test
        void anItemBehindAJoinsCondition() {
            assertThat(entityNames("from User u join Tag t on f(t.a, u.b) in (1, 2), Invoice i"))
                    .containsExactly("User", "Tag", "Invoice");
        }

        @Test
        void theEntitiesOfASubqueryWithoutSelectAndOfItsUnion() {
            assertThat(entityNames("select t from Tag t where exists (from User u union from Invoice i)"))
                    .containsExactly("Tag", "User", "Invoice");
        }

        @Test
        void anEntityInsideTheCommonTableExpressionThatHidesIt() {
            assertThat(entityNames("with Invoice as (select i.id as id from Invoice i) select x.id from Invoice x"))
                    .containsExactly("Invoice");
        }
    }

    @Nested
    class ItLeavesOut {

        @Test
        void thePathsOfAnAlias() {
            assertThat(entityNames("select u from User u join u.tags t join T.posts, in(U.roles) r"))
                    .containsExactly("User");
        }

        @Test
        void thePathsOfAnAliasThatIsDeclaredLater() {
            assertThat(entityNames("select (select count(t) from u.tags t) from User u"))
                    .containsExactly("User");
        }

        @Test
        void thePathsOfAnAliasBehindAnIndex() {
            assertThat(entityNames("select p from User u join treat(u.boss as Admin).roles[0] r join r.posts p"))
                    .containsExactly("User");
        }

        @Test
        void whatRowsAreOrderedAndGroupedBy() {
            assertThat(entityNames("from User u group by u.id, name having name > '' order by u.id, name"))
                    .containsExactly("User");
        }

        /** As a letter before a quote, it begins a literal of Hibernate's with escapes. */
        @Test
        void theAliasJ() {
            assertThat(entityNames("select j.id from User j, Tag t where j.id = t.id"))
                    .containsExactly("User", "Tag");
            assertThat(entityNames("from User u where u.name = j'it\\'s, ' and u.id in (select t.id from Tag t)"))
                    .containsExactly("User", "Tag");
        }

        @Test
        void noEscapeWhereTheStandardHasNone() {
            assertThat(entityNames("from User u where u.name like'\\' and u.id in (select t.id from Tag t)"))
                    .containsExactly("User", "Tag");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.", "9.", "1.5"})
        void numbers(String number) {
            assertThat(entityNames("select " + number + "from User u")).containsExactly("User");
        }

        @Test
        void literalsAndComments() {
            assertThat(entityNames("/* from A */ from User where x = 'it''s from B' and y = \"\\\" from C\""))
                    .containsExactly("User");
        }

        @Test
        void theArgumentsOfCalls() {
            assertThat(entityNames("select trim(from u.a), extract(year from u.b), substring(u.c from 2) from User u"))
                    .containsExactly("User");
        }

        @Test
        void everythingWhereNoEntityIsNamed() {
            assertThat(entityNames("select current_timestamp")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("selects")
    void shouldFindTheSameEntitiesInASubquery(Sample sample) {
        String text = "select o from Outer_ o where exists (" + sample.text() + ") and o.id in (1, 2)";
        assertThat(entityNames(text))
                .startsWith("Outer_")
                .containsAll(sample.names())
                .hasSize(sample.names().size() + 1);
    }

    static Stream<Sample> selects() {
        return JpqlCorpus.QUERIES.stream().filter(sample -> !sample.text().matches("(?s)(insert|update|delete)\\b.*"));
    }

    @Test
    void shouldTakeTwoDashesForASubtraction() {
        assertThat(entityNames("select u.age --1 from User u")).containsExactly("User");
    }

    @Nested
    class WithTextThatIsNoQuery {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "from",
                    "from ",
                    "delete",
                    "update",
                    "select",
                    "from (",
                    "from )",
                    "from .",
                    "from 1",
                    "join",
                    "from ,",
                    ")))",
                    "((((",
                    "'",
                    "\"",
                    "`",
                    "\"\\",
                    "`\\",
                    "/*",
                    "/*/",
                    "j'",
                    "j",
                    "with as (",
                    "as (",
                    "from [",
                    "]",
                    "{",
                    ":",
                    "from :",
                    "\uD83D",
                    "\u0000",
                    "select 'never closed",
                })
        void itFindsNothing(String text) {
            assertThat(entityNames(text)).isEmpty();
        }

        @Test
        void itFindsWhatStandsBeforeTheMistake() {
            assertThat(entityNames("select u from User u, Invoice i where ) u.name = 'open"))
                    .containsExactly("User", "Invoice");
        }

        @Test
        void itNeverFails() {
            Random random = new Random(20_260_101);
            List<Sample> samples = JpqlCorpus.QUERIES;
            for (int round = 0; round < 50_000; round++) {
                String text = mutate(samples.get(random.nextInt(samples.size())).text(), samples, random);
                assertThatCode(() -> entityNames(text)).as(text).doesNotThrowAnyException();
            }
        }

        private static String mutate(String original, List<Sample> samples, Random random) {
            StringBuilder text = new StringBuilder(original);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length() + 1);
                int to = Math.min(text.length(), at + random.nextInt(12));
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, to);
                    case 1 -> text.insert(at, text.substring(at, to));
                    case 2 -> text.insert(at, "()[]{}.,:'\"`\\/*-j \n\uD83D".charAt(random.nextInt(20)));
                    default -> {
                        String other =
                                samples.get(random.nextInt(samples.size())).text();
                        text.insert(at, other.substring(random.nextInt(other.length())));
                    }
                }
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "from (",
                "select (",
                "x as (",
                "from x ",
                "from x, ",
                "join ",
                "x.",
                "from x.",
                "'",
                "\"\\",
                "`",
                "/*",
                "/* */",
                "a",
                "1",
                ".",
                "order ",
                "from x[",
                "from x as y union ",
                "with x as (select union ",
                "trim(from ",
            })
    void shouldTakeTimeInProportionToTheLength(String pattern) {
        String megabyte = pattern.repeat(1_000_000 / pattern.length());
        Set<String> names = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> entityNames(megabyte));
        assertThat(names).hasSizeLessThan(3);
    }
}
