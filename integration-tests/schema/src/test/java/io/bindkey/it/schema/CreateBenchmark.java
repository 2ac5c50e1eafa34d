// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import io.bindkey.Bind;
import io.bindkey.Binds;
import io.bindkey.SchemaOps;
import io.bindkey.command.SchemaCommand;
import io.bindkey.deployment.BindKeyExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManagerFactory;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compares {@code SchemaOps.create()} over eight binds of a hundred entities each, on H2 in memory, with eight calls of
 * {@code SchemaManager.create} in a row. Prints the ratio of the best of several rounds. Wants Jakarta Persistence 3.2.
 *
 * <p>To run it on a quiet machine: {@code mvn -Pmeasure -pl integration-tests/schema -am package -DskipTests}.
 *
 * <p>The first run writes and compiles the entities into the folder that is given, and starts itself again with them on
 * the class path.
 */
final class CreateBenchmark {

    private static final int BINDS = 8;
    private static final int ENTITIES = 100;
    private static final int ROUNDS = 7;

    private CreateBenchmark() {}

    public static void main(String... folder) throws IOException, InterruptedException {
        if (folder.length == 1) {
            compile(Path.of(folder[0]));
            System.exit(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx2g",
                            "-cp",
                            folder[0] + File.pathSeparator + libraries(),
                            CreateBenchmark.class.getName())
                    .inheritIO()
                    .start()
                    .waitFor());
        }
        measure(System.out);
    }

    /** Without this module's own entities, whose binds are not configured here. */
    private static String libraries() throws IOException {
        Path self = Files.createTempDirectory("bindkey-benchmark");
        String name = CreateBenchmark.class.getName().replace('.', '/') + ".class";
        Path target = self.resolve(name);
        Files.createDirectories(target.getParent());
        try (var in = CreateBenchmark.class.getClassLoader().getResourceAsStream(name)) {
            Files.write(target, in.readAllBytes());
        }
        List<String> path = new ArrayList<>(List.of(self.toString()));
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .forEach(path::add);
        return String.join(File.pathSeparator, path);
    }

    private static void compile(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<JavaFileObject> sources = new ArrayList<>();
        for (int bind = 0; bind < BINDS; bind++) {
            for (int entity = 0; entity < ENTITIES; entity++) {
                sources.add(source(bind, entity));
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-d", folder.toString());
        if (!compiler.getTask(messages, null, null, options, null, sources).call()) {
            throw new IllegalStateException(messages.toString());
        }
    }

    private static JavaFileObject source(int bind, int entity) {
        String name = "B" + bind + "E" + entity;
        String parent = "B" + bind + "E" + Math.max(0, entity - 1);
        String text = """
                package benchmark;
                import jakarta.persistence.*;
                @Entity
                @io.bindkey.BindKey("b%d")
                @Table(indexes = @Index(columnList = "name"))
                public class %s {
                    @Id @GeneratedValue Long id;
                    @Column(length = 100, nullable = false) String name;
                    @Column(unique = true) String code;
                    java.time.Instant changed;
                    java.math.BigDecimal amount;
                    @ManyToOne %s parent;
                }
                """.formatted(bind, name, parent);
        return new SimpleJavaFileObject(
                URI.create("string:///benchmark/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static void measure(PrintStream out) {
        for (int bind = 0; bind < BINDS; bind++) {
            System.setProperty("binds.b" + bind + ".url", "jdbc:h2:mem:b" + bind);
        }
        SeContainerInitializer initializer = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(SchemaCommand.class)
                .addExtensions(new BindKeyExtension());
        try (SeContainer container = initializer.initialize()) {
            SchemaOps schema = container.select(SchemaOps.class).get();
            List<EntityManagerFactory> factories = new ArrayList<>();
            for (Bind bind : container.select(Binds.class).get()) {
                factories.add(bind.entityManagerFactory());
            }
            long[] ours = new long[ROUNDS];
            long[] theirs = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                schema.drop();
                theirs[round] =
                        time(() -> factories.forEach(f -> f.getSchemaManager().create(false)));
                schema.drop();
                ours[round] = time(schema::create);
            }
            IntStream.range(0, ROUNDS).forEach(i -> out.printf("round %d: %d ms and %d ms%n", i, ours[i], theirs[i]));
            long best = Arrays.stream(ours).min().orElseThrow();
            long other = Arrays.stream(theirs).min().orElseThrow();
            out.printf(
                    "SchemaOps.create() over %d binds: %d ms; SchemaManager.create one by one: %d ms; ratio %.2f%n",
                    factories.size(), best, other, (double) best / other);
        }
    }

    private static long time(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
