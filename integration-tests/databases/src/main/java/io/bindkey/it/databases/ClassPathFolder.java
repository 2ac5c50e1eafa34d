// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder within a JAR on the class path. */
record ClassPathFolder(String name) {

    void copyTo(Path target) throws IOException {
        // Not the file system of the JAR's URI: the whole JVM would share it, and whoever closes it closes it for all.
        try (FileSystem jar = FileSystems.newFileSystem(jar(), (@Nullable ClassLoader) null)) {
            copy(jar.getPath(name), target);
        }
    }

    /** Copies all files of a folder, also over those that an earlier attempt has left. */
    static void copy(Path root, Path target) throws IOException {
        for (Path source : filesBelow(root)) {
            Path copy = target.resolve(root.relativize(source).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path jar() throws IOException {
        URL url = ClassPathFolder.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new FileNotFoundException("Not on the class path: " + name);
        }
        URL jar = ((JarURLConnection) url.openConnection()).getJarFileURL();
        return Path.of(URI.create(jar.toString()));
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
