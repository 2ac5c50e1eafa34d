// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean": the known name that is nearest to what was written. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * {@return the known name that differs from the given one in few letters, ignoring case, or empty}
     *
     * @param written what the user wrote
     * @param known the names that would have been right
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        int tolerated = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(name -> distance(written, name) <= tolerated)
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@return the sentence " Did you mean 'x'?", or nothing where no name is near} */
    static String question(String written, Collection<String> known) {
        return nearest(written, known)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    /** The optimal string alignment distance: insertions, deletions, substitutions and swapped neighbours. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = last[j - 1] + (same(a, i - 1, b, j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, 1 + Math.min(last[j], row[j - 1]));
                boolean swapped = i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }

    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
    }
}
