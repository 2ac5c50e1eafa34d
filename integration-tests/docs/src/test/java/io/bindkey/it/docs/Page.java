// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The README or a page of {@code docs}, in Markdown.
 *
 * @param file from the root of the project
 * @param lines of it
 * @param blocks of code in it
 */
record Page(Path file, List<String> lines, List<Block> blocks) {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final String FENCE = "```";

    /**
     * A block of code.
     *
     * @param page that it is on
     * @param line its first line in the page, from 1 on
     * @param language as the page names it, the empty string when it does not
     * @param text of it
     */
    record Block(Path page, int line, String language, String text) {

        String place() {
            return page + ":" + line;
        }
    }

    /** {@return all pages, the README first} */
    static List<Page> all() {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the blocks of one language, page by page} */
    static List<Block> blocks(String language) {
        return all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language))
                .toList();
    }

    static Page read(Path absolute) {
        Path file = ROOT.relativize(absolute);
        List<String> lines = lines(absolute);
        List<Block> blocks = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            if (begin < 0) {
                begin = i;
            } else {
                String language = lines.get(begin).substring(FENCE.length());
                String text = String.join("\n", lines.subList(begin + 1, i)) + "\n";
                blocks.add(new Block(file, begin + 2, language, text));
                begin = -1;
            }
        }
        if (begin >= 0) {
            throw new IllegalStateException(file + ":" + (begin + 1) + " has no end");
        }
        return new Page(file, lines, blocks);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the next block of that language behind another one, unless a block of Java comes before it} */
    Optional<Block> next(Block after, String language) {
        for (Block block : blocks.subList(blocks.indexOf(after) + 1, blocks.size())) {
            if (block.language().equals(language)) {
                return Optional.of(block);
            }
            if (block.language().equals("java")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** {@return the text outside of blocks} */
    String prose() {
        List<String> prose = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith(FENCE)) {
                inside = !inside;
            } else if (!inside) {
                prose.add(line);
            }
        }
        return String.join("\n", prose);
    }

    /** {@return where links into this page can lead, as the usual hosts make them from headings} */
    Set<String> anchors() {
        return prose().lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
