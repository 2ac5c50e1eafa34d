// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.List;

/**
 * What has reached the databases since the test method began, or since {@link #forget()}: {@code @Inject Statements statements},
 * or a parameter of a test with {@link BindTest}.
 *
 * <p>Each execution counts as one, also that of a batch. Settings of a session ({@code set}) and what the schema needs do not count.
 * A provider writes when it flushes; {@code em.flush()} comes before the count.
 *
 * <p>Safe for use by several threads; those of the application are counted, too.
 *
 * @since 1.0
 */
public interface Statements {

    /**
     * {@return those of one bind}
     *
     * @param key the key of a bind, not null
     * @throws IllegalArgumentException when there is no such bind
     * @throws IllegalStateException when its connections cannot be watched
     */
    OfBind of(String key);

    /**
     * {@return those of one bind, when no other bind has any}
     *
     * @param key the key of a bind, not null
     * @throws AssertionError when another bind has some
     */
    OfBind onlyOf(String key);

    /** Counts from here on. */
    void forget();

    /** The statements of one bind. */
    interface OfBind {

        /** {@return their texts in the order in which they ran, at most the last thousand} */
        List<String> texts();

        /** {@return how many there were} */
        int count();

        /**
         * Checks how many there were.
         *
         * @param expected how many
         * @return this
         * @throws AssertionError when there were more or less, with the texts of the last ones
         */
        OfBind hasSize(int expected);

        /**
         * Checks that there were not more.
         *
         * @param most how many there may be
         * @return this
         * @throws AssertionError when there were more, with the texts of the last ones
         */
        OfBind hasAtMost(int most);

        /**
         * Checks that there were none.
         *
         * @return this
         * @throws AssertionError when there were some, with the texts of the last ones
         */
        OfBind isEmpty();
    }
}
