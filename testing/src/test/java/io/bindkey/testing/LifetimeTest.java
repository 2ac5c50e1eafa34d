// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.testing.shop.Shop;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** How long applications run, and what they have in common. */
class LifetimeTest {

    private static final ConcurrentLinkedQueue<String> SEEN = new ConcurrentLinkedQueue<>();

    @ApplicationScoped
    static class Counter {

        private int calls;

        int next() {
            return ++calls;
        }
    }

    @Dependent
    static class Helper {

        @PreDestroy
        void gone() {
            SEEN.add("gone");
        }
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static List<String> seen() {
        return new ArrayList<>(SEEN);
    }

    @BindTest(beans = Counter.class)
    static class First {

        @Inject
        Counter counter;

        @RepeatedTest(2)
        void counts() {
            SEEN.add("first " + counter.next());
        }
    }

    @BindTest(beans = Counter.class)
    static class Second {

        @Inject
        Counter counter;

        @Test
        void counts() {
            SEEN.add("second " + counter.next());
        }
    }

    @Test
    void anApplicationIsThatOfItsClass() {
        assertThat(Run.of(First.class, Second.class).outcomes()).containsOnly("ok");
        assertThat(seen()).containsExactlyInAnyOrder("first 1", "first 2", "second 1");
    }

    @BindTest(beans = Counter.class, container = BindTest.Lifetime.SHARED)
    static class SharedFirst {

        @Inject
        Counter counter;

        @Inject
        Shop shop;

        @BeforeAll
        static void nothing() {
            SEEN.add("first begins");
        }

        @Test
        void counts() {
            SEEN.add("shared " + counter.next() + " " + shop.purchases());
            shop.buy("1");
        }
    }

    @BindTest(beans = Counter.class, container = BindTest.Lifetime.SHARED)
    static class SharedSecond {

        @Inject
        Counter counter;

        @Inject
        Shop shop;

        @Test
        @Committed
        void counts() {
            SEEN.add("shared " + counter.next() + " " + shop.purchases());
            shop.buy("1");
        }
    }

    @Test
    void orIsSharedByAllWhoSayTheSame() {
        assertThat(Run.of(SharedFirst.class, SharedSecond.class, SharedFirst.class, SharedSecond.class)
                        .outcomes())
                .containsOnly("ok, ok");
        assertThat(seen()).contains("shared 1 0", "shared 2 0");
    }

    @BindTest(container = BindTest.Lifetime.SHARED)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneInstance {

        @Inject
        Shop shop;

        @BeforeAll
        void prepare() {
            shop.buy("for all");
        }

        @Test
        @Order(1)
        void sees() {
            assertThat(shop.purchases()).isOne();
            shop.buy("of this");
        }

        @Test
        @Order(2)
        void seesTheSame() {
            assertThat(shop.purchases()).isOne();
        }

        @AfterAll
        void stillThere() {
            SEEN.add("at the end " + shop.purchases());
        }
    }

    @Test
    void whatAClassMakesReadyIsThereForAllItsTestsAndForNoOther() {
        assertThat(Run.of(OneInstance.class, OneInstance.class).outcomes()).containsOnly("ok");
        assertThat(Run.of(OneInstance.class, EmptyShared.class).outcomes()).containsOnly("ok");
        assertThat(seen()).containsOnly("at the end 1", "empty 0");
    }

    @BindTest(container = BindTest.Lifetime.SHARED)
    static class EmptyShared {

        @Inject
        Shop shop;

        @Test
        void isEmpty() {
            SEEN.add("empty " + shop.purchases());
        }
    }

    @BindTest(beans = Helper.class)
    static class WithHelper {

        @Inject
        Helper helper;

        @RepeatedTest(2)
        void hasOne() {
            assertThat(helper).isNotNull();
            SEEN.add("used");
        }
    }

    @Test
    void whatIsMadeForATestEndsWithIt() {
        assertThat(Run.of(WithHelper.class).outcomes()).containsOnly("ok");
        assertThat(seen()).containsExactly("used", "gone", "used", "gone");
    }

    @BindTest
    static class Outer {

        @Nested
        @BindTest
        class Inner {

            @Test
            void neverRuns() {}
        }
    }

    @Test
    void aNestedClassHasNoneOfItsOwn() {
        assertThat(Run.of(Outer.class).outcomes())
                .singleElement()
                .asString()
                .startsWith("BINDKEY-216: " + Outer.Inner.class.getName() + " is nested");
    }

    @Test
    void parallelTestsRunOneAfterAnother() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
        assertThat(Run.of(parallel, Alone.class, First.class, AloneToo.class, Second.class)
                        .outcomes())
                .allMatch(outcome -> outcome.replace(", ", "").replace("ok", "").isEmpty());
    }

    @BindTest(beans = Counter.class)
    static class Alone {

        private static final ConcurrentLinkedQueue<Object> INSIDE = new ConcurrentLinkedQueue<>();

        @Inject
        Shop shop;

        @RepeatedTest(10)
        void isAlone() {
            INSIDE.add(this);
            assertThat(INSIDE).hasSize(1);
            shop.buy("1");
            assertThat(shop.purchases()).isOne();
            assertThat(INSIDE).hasSize(1);
            INSIDE.clear();
        }
    }

    @BindTest(beans = Helper.class)
    static class AloneToo extends Alone {}

    @BindTest(config = "auth")
    static class Wrong {

        @Test
        void neverRuns() {}
    }

    @Test
    void aPropertyHasAValue() {
        assertThat(Run.of(Wrong.class).outcomes())
                .containsExactly("BINDKEY-213: @BindTest(config) wants name=value, and this is none: auth");
    }
}
