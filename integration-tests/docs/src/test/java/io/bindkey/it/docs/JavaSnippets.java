// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import com.sun.source.util.JavacTask;
import io.bindkey.it.docs.Page.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The Java of the pages, compiled. A program, which has a {@code main}, compiles as it stands, by itself. All other blocks of
 * all pages are one package: a block is what it parses as, namely types, members of a class, or statements of a method.
 * Members and statements know the fields that the guide begins with, and all know the usual imports.
 */
final class JavaSnippets {

    /** The package of all that is no program. */
    static final String PACKAGE = "docs";

    private static final String IMPORTS = """
            package docs; \
            import io.bindkey.*; \
            import io.bindkey.testing.*; \
            import jakarta.annotation.Priority; \
            import jakarta.data.repository.CrudRepository; \
            import jakarta.data.repository.Query; \
            import jakarta.data.repository.Repository; \
            import jakarta.enterprise.context.*; \
            import jakarta.enterprise.context.control.*; \
            import jakarta.enterprise.event.*; \
            import jakarta.enterprise.inject.Alternative; \
            import jakarta.enterprise.inject.se.*; \
            import jakarta.inject.*; \
            import jakarta.persistence.*; \
            import jakarta.transaction.Transactional; \
            import java.time.*; \
            import java.util.*; \
            import javax.sql.DataSource; \
            import org.hibernate.annotations.processing.HQL; \
            import org.junit.jupiter.api.*; \
            import static org.junit.jupiter.api.Assertions.*; \
            """;

    private static final String FIELDS = IMPORTS + """
                    public abstract class Fields { \
                    @Inject @Bound EntityManager em; \
                    @Inject @Bound("auth") EntityManager auth; \
                    @Inject SchemaOps schema; \
                    @Inject Binds binds; \
                    }""";

    private static final JavaCompiler COMPILER = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    private static final List<String> OPTIONS = List.of("-proc:none", "--release", "17");

    /** What a block that is no program may be, in the order in which it is tried. */
    enum Shape {
        FILE("", ""),
        TYPES(IMPORTS, ""),
        MEMBERS(IMPORTS + "class %s extends Fields { ", "}"),
        STATEMENTS(IMPORTS + "public class %s extends Fields { public void run() throws Exception { ", "}}");

        private final String before;
        private final String after;

        Shape(String before, String after) {
            this.before = before;
            this.after = after;
        }
    }

    /**
     * A block that was told what it is.
     *
     * @param block of a page
     * @param shape of it
     * @param name of the class around it
     */
    record Snippet(Block block, Shape shape, String name) {

        boolean isProgram() {
            return block.text().contains("public static void main(");
        }

        boolean isTest() {
            return block.text().contains("@Test");
        }

        /** {@return the name of the first class in it} */
        String firstClass() {
            return first("\\bclass (\\w+)");
        }

        /** {@return the name of the class with the main method, the only public one} */
        String mainClass() {
            String name = first("\\bpublic class (\\w+)");
            return block.text().startsWith("package ") ? first("^package ([\\w.]+);") + "." + name : name;
        }

        private String first(String regex) {
            Matcher matcher = Pattern.compile(regex).matcher(block.text());
            if (!matcher.find()) {
                throw new IllegalStateException(block.place() + " has no " + regex);
            }
            return matcher.group(1);
        }

        /** As many lines above the block as the page has, so that the compiler tells the lines of the page. */
        private JavaFileObject source() {
            return new Source(
                    block.page() + "/" + name,
                    shape.before.formatted(name) + "\n".repeat(block.line() - 1) + block.text() + shape.after);
        }
    }

    /** A source in memory. A page may show public classes, whatever the name of its file. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("page:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        /** Only an annotated package wants its own file. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return simpleName.equals("package-info") == text.stripLeading().startsWith("@BindKey");
        }
    }

    private JavaSnippets() {}

    /** {@return all blocks of Java, each with what it is} */
    static List<Snippet> all() {
        List<Snippet> snippets = new ArrayList<>();
        for (Block block : Page.blocks("java")) {
            String page = block.page().getFileName().toString().replaceAll("\\W|md$", "_");
            snippets.add(new Snippet(block, shapeOf(block), page + block.line()));
        }
        return snippets;
    }

    private static Shape shapeOf(Block block) {
        if (block.text().contains("public static void main(") || block.text().contains("\npackage ")) {
            return Shape.FILE;
        }
        for (Shape shape : List.of(Shape.TYPES, Shape.MEMBERS, Shape.STATEMENTS)) {
            if (parses(new Snippet(block, shape, "Parsed"))) {
                return shape;
            }
        }
        throw new AssertionError(block.place() + " is neither types, nor members, nor statements:\n" + block.text());
    }

    private static boolean parses(Snippet snippet) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, said, OPTIONS, null, List.of(snippet.source()));
        try {
            task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return said.getDiagnostics().stream().noneMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }

    /**
     * Compiles snippets together, against the class path of this test.
     *
     * @throws AssertionError when the compiler has something against them
     */
    static void compile(List<Snippet> snippets, Path directory) {
        List<JavaFileObject> sources =
                snippets.stream().map(Snippet::source).collect(Collectors.toCollection(ArrayList::new));
        if (snippets.stream().anyMatch(snippet -> snippet.shape() != Shape.FILE)) {
            sources.add(new Source("Fields", FIELDS));
        }
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path")));
        options.add("-parameters");
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        boolean compiled =
                COMPILER.getTask(null, null, said, options, null, sources).call();
        if (!compiled) {
            throw new AssertionError(said.getDiagnostics().stream()
                    .map(JavaSnippets::describe)
                    .collect(Collectors.joining("\n", "The pages do not compile:\n", "")));
        }
    }

    private static String describe(Diagnostic<? extends JavaFileObject> said) {
        JavaFileObject source = said.getSource();
        String file =
                source == null ? "" : source.getName().replaceFirst("^/", "").replaceFirst("/[^/]*$", "");
        return file + ":" + said.getLineNumber() + ": " + said.getMessage(Locale.ROOT);
    }

    /** {@return the bind keys that the snippets name} */
    static List<String> keys(List<Snippet> snippets) {
        Pattern key = Pattern.compile("@(?:BindKey|Bound)\\(\"([^\"]+)\"\\)");
        return snippets.stream()
                .flatMap(
                        snippet -> key.matcher(snippet.block().text()).results().map(match -> match.group(1)))
                .distinct()
                .sorted()
                .toList();
    }
}
