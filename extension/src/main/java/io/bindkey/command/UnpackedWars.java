// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Web archives as class paths. What is inside of one is unpacked, for as long as this is open. */
final class UnpackedWars implements AutoCloseable {

    private static final String CLASSES = "WEB-INF/classes/";
    private static final String LIBRARIES = "WEB-INF/lib/";

    private final List<Path> folders = new ArrayList<>();

    /** {@return whether it is a web archive, packed or as a folder} */
    static boolean isWar(Path path) {
        boolean packed = Files.isRegularFile(path) && path.toString().endsWith(".war");
        return packed || Files.isDirectory(path.resolve(LIBRARIES)) || Files.isDirectory(path.resolve(CLASSES));
    }

    /** {@return the class path of a web archive: its classes, then its libraries} */
    List<URL> urls(Path war) throws IOException {
        Path folder = Files.isDirectory(war) ? war : unpack(war);
        List<URL> urls = new ArrayList<>();
        urls.add(url(folder.resolve(CLASSES)));
        if (Files.isDirectory(folder.resolve(LIBRARIES))) {
            try (Stream<Path> libraries = Files.list(folder.resolve(LIBRARIES))) {
                for (Path library : libraries.sorted().toList()) {
                    urls.add(url(library));
                }
            }
        }
        return urls;
    }

    private Path unpack(Path war) throws IOException {
        Path folder = Files.createTempDirectory("bindkey-war");
        folders.add(folder);
        // A class loader wants to know it for a folder, also where there are no classes.
        Files.createDirectories(folder.resolve(CLASSES));
        try (InputStream file = Files.newInputStream(war);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                boolean wanted = name.startsWith(CLASSES) || name.startsWith(LIBRARIES);
                Path target = folder.resolve(name).normalize();
                // An archive must not write elsewhere.
                if (wanted && !entry.isDirectory() && target.startsWith(folder)) {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(zip, target);
                }
            }
        }
        return folder;
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    @Override
    public void close() throws IOException {
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
