// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;

/** Prints titles, rows in columns, and paragraphs. */
final class Page {

    private static final String INDENT = "  ";
    private static final int WIDTH = 100;

    private final PrintStream out;

    Page(PrintStream out) {
        this.out = out;
    }

    void title(String title) {
        out.println();
        out.println(title);
    }

    void line(String text) {
        out.println(INDENT + text);
    }

    /** All rows have the same number of cells. */
    void rows(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + INDENT.length()));
            }
            line(line.toString().stripTrailing());
        }
    }

    /** Breaks the text into lines between words. */
    void paragraph(String text) {
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                line(line.toString());
                line = new StringBuilder(INDENT);
            }
            line.append(line.length() > INDENT.length() ? " " : "").append(word);
        }
        line(line.toString());
    }
}
