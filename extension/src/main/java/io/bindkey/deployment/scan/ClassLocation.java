// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a class was loaded from. The code source does not tell: on Payara and GlassFish it is the class file itself for
 * classes in {@code WEB-INF/classes}.
 */
public final class ClassLocation {

    private ClassLocation() {}

    /** {@return the url of the folder or archive of a class, with a slash at its end, as its loader writes it} */
    public static Optional<String> root(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        @Nullable ClassLoader loader = type.getClassLoader();
        URL url = loader == null ? ClassLoader.getSystemResource(path) : loader.getResource(path);
        return Optional.ofNullable(url)
                .map(URL::toString)
                .filter(text -> text.endsWith(path))
                .map(text -> text.substring(0, text.length() - path.length()));
    }

    /** {@return the same as providers want it: the archive itself rather than a place in it} */
    public static URL rootUrl(Class<?> type) {
        String root = root(type).orElse("file:/");
        if (root.endsWith("!/")) {
            // Open Liberty writes wsjar: where others write jar:.
            root = root.substring(0, root.length() - 2).replaceFirst("^(jar|wsjar|zip):", "");
        }
        try {
            return new URI(root.replace(" ", "%20")).toURL();
        } catch (URISyntaxException | MalformedURLException | IllegalArgumentException e) {
            throw new IllegalStateException(type.getName() + " comes from an unreadable place, " + root, e);
        }
    }
}
