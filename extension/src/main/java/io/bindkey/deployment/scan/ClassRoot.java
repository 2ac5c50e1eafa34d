// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** A place under which a class loader finds class files by their names. */
sealed interface ClassRoot {

    /** The JDK's and the servers' spellings of a folder in an archive; Liberty says wsjar, others zip without file. */
    Pattern IN_ARCHIVE = Pattern.compile("(?:jar|wsjar|zip):(?:file:)?(/.+)!(/[^!]*)");

    /** Shows every class file below this root once; a root that does not exist has none, as for the JVM. */
    void visit(Visitor visitor) throws IOException;

    /** {@return where it is, the same for two roots that are one} */
    String place();

    @FunctionalInterface
    interface Visitor {

        /**
         * Sees one class file.
         *
         * @param name the internal name that its place stands for, such as {@code com/acme/User$Id}
         */
        void classFile(String name, Content content);
    }

    @FunctionalInterface
    interface Content {

        InputStream open() throws IOException;
    }

    /**
     * The root at a URL.
     *
     * @param location the root's URL as text
     * @param context a URL that has the location's protocol, for its handler may be known to the server only
     */
    static ClassRoot at(String location, URL context) throws MalformedURLException {
        Matcher inArchive = IN_ARCHIVE.matcher(location);
        if (inArchive.matches()) {
            return new Archive(
                    path(inArchive.group(1)), decoded(inArchive.group(2)).substring(1));
        }
        if (location.startsWith("file:")) {
            Path path = path(location.substring("file:".length()));
            return Files.isDirectory(path) ? new Folder(path) : new Archive(path, "");
        }
        return new Streamed(new URL(context, location));
    }

    private static Path path(String urlPath) {
        return new File(decoded(urlPath)).toPath(); // File also takes the /C:/ of a Windows URL
    }

    /** Not {@code URLDecoder}, which takes a plus for a space; what was never encoded comes back as it is. */
    private static String decoded(String urlPath) {
        try {
            String path = new URI(urlPath).getPath();
            return path == null ? urlPath : path;
        } catch (URISyntaxException e) {
            return urlPath;
        }
    }

    private static void show(String path, Content content, Visitor visitor) {
        if (path.endsWith(".class")) {
            String name = path.substring(0, path.length() - ".class".length());
            if (isClassName(name)) {
                visitor.classFile(name, content);
            }
        }
    }

    /** Leaves out WEB-INF, META-INF/versions, package-info and what lies in a jar inside of an archive. */
    private static boolean isClassName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            // A half of a letter beyond the first plane is taken for a letter: what is to be left out has none.
            if (character != '/' && !Character.isJavaIdentifierPart(character) && !Character.isSurrogate(character)) {
                return false;
            }
        }
        return true;
    }

    /** A directory of the file system. */
    record Folder(Path folder) implements ClassRoot {

        @Override
        public void visit(Visitor visitor) throws IOException {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<Path>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                            return isClassName(nameOf(directory))
                                    ? FileVisitResult.CONTINUE
                                    : FileVisitResult.SKIP_SUBTREE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            show(nameOf(file), () -> Files.newInputStream(file), visitor);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE; // unreadable or a circle of links: no class loads from it
                        }
                    });
        }

        @Override
        public String place() {
            return folder.toString();
        }

        private String nameOf(Path path) {
            return folder.relativize(path).toString().replace(File.separatorChar, '/');
        }
    }

    /** An archive in the file system, or a folder in it: its name with a slash at the end, empty for all of it. */
    record Archive(Path file, String folder) implements ClassRoot {

        public Archive {
            if (!folder.isEmpty() && !folder.endsWith("/")) {
                folder += "/";
            }
        }

        boolean exists() {
            return Files.isRegularFile(file);
        }

        @Override
        public void visit(Visitor visitor) throws IOException {
            if (!exists()) {
                return;
            }
            try (JarFile jar = open()) {
                // Versioned: of the copies of a class in a multi-release jar, the one that this JVM loads.
                for (Iterator<JarEntry> i = jar.versionedStream().iterator(); i.hasNext(); ) {
                    JarEntry entry = i.next();
                    if (entry.getName().startsWith(folder)) {
                        String path = entry.getName().substring(folder.length());
                        show(path, () -> jar.getInputStream(entry), visitor);
                    }
                }
            }
        }

        @Override
        public String place() {
            return file + "!/" + folder;
        }

        /** Opens the archive without a look at its signatures: whether they are right matters when a class is loaded. */
        JarFile open() throws IOException {
            return new JarFile(file.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        }
    }

    /**
     * A URL whose handler alone knows where the content lies. On WildFly the stream of a {@code vfs:} directory or
     * mounted archive is a {@code ZipInputStream} over all that lies below, so no class of JBoss is needed.
     *
     * <p>No record: URLs that are compared look up their hosts.
     */
    final class Streamed implements ClassRoot {

        private final URL url;

        private Streamed(URL url) {
            this.url = url;
        }

        @Override
        public void visit(Visitor visitor) throws IOException {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream();
                    ZipInputStream zip = in instanceof ZipInputStream z ? z : new ZipInputStream(in)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    show(entry.getName(), () -> new ByteArrayInputStream(zip.readAllBytes()), visitor);
                }
            }
        }

        @Override
        public String place() {
            return url.toString();
        }

        @Override
        public String toString() {
            return place();
        }
    }
}
