// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Stands for the class loader of a server that is no {@code URLClassLoader}: loads its parent's classes, and answers to
 * {@code getResources} with URLs of the server's own protocols.
 */
final class ServerLoader extends ClassLoader {

    private final Map<String, List<URL>> answers = new LinkedHashMap<>();
    private final Map<String, CompiledClasses> content = new LinkedHashMap<>();
    private final List<String> opened = new ArrayList<>();

    ServerLoader(ClassLoader classes) {
        super(classes);
    }

    /** Lets a resource name be answered with URLs, whose protocols need not be known to the JVM. */
    ServerLoader answers(String name, String... urls) throws MalformedURLException {
        for (String url : urls) {
            answers.computeIfAbsent(name, n -> new ArrayList<>()).add(new URL(null, url, new Handler()));
        }
        return this;
    }

    /** Gives a URL a stream over all files of a directory, as WildFly's {@code vfs:} URLs have. */
    ServerLoader streams(String url, CompiledClasses classes) {
        content.put(url, classes);
        return this;
    }

    /** The URLs whose streams were opened, in this order. */
    List<String> opened() {
        return opened;
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.enumeration(answers.getOrDefault(name, List.of()));
    }

    private final class Handler extends URLStreamHandler {

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() throws IOException {
                    opened.add(url.toString());
                    CompiledClasses classes = content.get(url.toString());
                    if (classes == null) {
                        throw new FileNotFoundException("Resource does not exist");
                    }
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                        classes.writeTo(zip, "", true);
                    }
                    return new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                }
            };
        }
    }
}
