// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A directory of classes that a test compiles for itself, and can pack into jars. */
record CompiledClasses(Path directory) {

    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern TYPE = Pattern.compile("(?:class|interface) (\\w+)", Pattern.UNICODE_CHARACTER_CLASS);

    /** Compiles sources, each with a package and one top-level type, into the directory, which is created. */
    static CompiledClasses in(Path directory, String... sources) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "-cp",
                String.join(
                        File.pathSeparator,
                        directory.toString(),
                        home(Entity.class).toString(),
                        home(ClassScan.class).toString()),
                "-d",
                directory.toString());
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        Stream.of(sources).map(Source::new).toList())
                .call();
        assertThat(compiled).describedAs(messages.toString()).isTrue();
        return new CompiledClasses(directory);
    }

    /** Compiles one public entity for each of the class names. */
    static CompiledClasses entities(Path directory, String... names) {
        return in(directory, Stream.of(names).map(CompiledClasses::entity).toArray(String[]::new));
    }

    static String entity(String name) {
        int dot = name.lastIndexOf('.');
        return """
                package %s;
                @jakarta.persistence.Entity
                public class %s {
                    @jakarta.persistence.Id long id;
                }
                """.formatted(name.substring(0, dot), name.substring(dot + 1));
    }

    /** The directory or jar that a class of this test's own class path comes from. */
    static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path classFile(String name) {
        return directory.resolve(name.replace('.', '/') + ".class");
    }

    /** Packs all files, without entries for directories and without a manifest. */
    Path plainJar(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            writeTo(zip, "", false);
        }
        return jar;
    }

    /** Packs all files, with a manifest in front and entries for directories. */
    Path jar(Path jar, String... manifestLines) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(file, manifest(manifestLines))) {
            zip.putNextEntry(new ZipEntry("META-INF/"));
            writeTo(zip, "", true);
        }
        return jar;
    }

    /** Writes all files below a folder of the archive, which is empty or ends with a slash. */
    void writeTo(ZipOutputStream zip, String folder, boolean directories) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.filter(path -> !path.equals(directory)).sorted().toList();
        }
        for (Path path : paths) {
            String name = folder + directory.relativize(path).toString().replace(File.separatorChar, '/');
            if (Files.isRegularFile(path)) {
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(path, zip);
            } else if (directories) {
                zip.putNextEntry(new ZipEntry(name + "/"));
            }
        }
    }

    static Manifest manifest(String... lines) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        for (String line : lines) {
            int colon = line.indexOf(": ");
            manifest.getMainAttributes().putValue(line.substring(0, colon), line.substring(colon + 2));
        }
        return manifest;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(
                    URI.create(
                            "source:///" + first(PACKAGE, text).replace('.', '/') + "/" + first(TYPE, text) + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        private static String first(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
