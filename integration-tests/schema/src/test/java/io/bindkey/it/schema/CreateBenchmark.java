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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.hibernate.cfg.Configuration;

/**
 * Compares {@code SchemaOps.create()} over eight binds of a hundred entities each, on H2 in memory, with eight calls of
 * {@code SchemaManager.create} in a row. Wants Jakarta Persistence 3.2.
 *
 * <p>Prints the median of the ratios of many rounds. Those before, while the compiler of the virtual machine works on the other
 * processor, are not counted, nor is the first one of all, in which whatever comes first loads the classes.
 *
 * <p>To run it on a quiet machine: {@code mvn -Pmeasure -pl integration-tests/schema -am package -DskipTests}.
 *
 * <p>The first run writes and compiles the entities into the folder that is given, and starts itself again with them on
 * the class path.
 */
final class CreateBenchmark {

    private static final int BINDS = 8;
    private static final int ENTITIES = 100;
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 61;

    private CreateBenchmark() {}

    public static void main(String... folder) throws IOException, InterruptedException {
        if (folder.length == 1) {
            compile(Path.of(folder[0]));
            System.exit(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx2g",
                            "-cp",
                            folder[0] + File.pathSeparator + libraries(Path.of(folder[0])),
                            CreateBenchmark.class.getName())
                    .inheritIO()
                    .start()
                    .waitFor());
        }
        measure(System.out);
    }

    /** Without this module's own entities, whose binds are not configured here. */
    private static String libraries(Path folder) throws IOException {
        for (Class<?> type : List.of(CreateBenchmark.class, Round.class)) {
            String name = type.getName().replace('.', '/') + ".class";
            Path target = folder.resolve(name);
            Files.createDirectories(target.getParent());
            try (var in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
                Files.write(target, in.readAllBytes());
            }
        }
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
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
                factories.add(plain(bind));
            }
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                schema.drop();
                double theirs =
                        time(() -> factories.forEach(f -> f.getSchemaManager().create(false)));
                schema.drop();
                double ours = time(schema::create);
                if (i >= WARM_UP) {
                    rounds.add(new Round(ours, theirs));
                }
            }
            rounds.sort(Comparator.comparingDouble(Round::ratio));
            out.printf("SchemaOps.create() over %d binds, and SchemaManager.create one by one:%n", factories.size());
            out.printf("fastest for us  %s%n", rounds.get(0));
            out.printf("median          %s%n", rounds.get(ROUNDS / 2));
            out.printf("slowest for us  %s%n", rounds.get(ROUNDS - 1));
        }
    }

    /** Hibernate without BindKey, whose schema manager does what SchemaOps does. */
    private static EntityManagerFactory plain(Bind bind) {
        Configuration configuration = new Configuration();
        bind.entities().forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put("hibernate.connection.datasource", bind.dataSource());
        return configuration.buildSessionFactory();
    }

    /** Both ways once, in milliseconds. */
    private record Round(double ours, double theirs) {

        double ratio() {
            return ours / theirs;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%6.1f ms  %6.1f ms  ratio %.2f", ours, theirs, ratio());
        }
    }

    private static double time(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
