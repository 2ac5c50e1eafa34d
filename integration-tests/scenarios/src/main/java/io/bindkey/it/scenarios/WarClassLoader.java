// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.bindkey.BindKey;
import io.bindkey.it.databases.PhysicalDatabase;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class loader of a WAR: it has some packages by itself. The parent has them too, here but not in a server, and is never asked for them: else
 * Weld would take a client proxy for one of our beans that it has generated there for another test.
 */
final class WarClassLoader extends URLClassLoader {

    private static final List<String> CLASSES = List.of(
            BindKey.class.getName(),
            ShortLife.class.getName(),
            PhysicalDatabase.class.getName(),
            AgroalDataSource.class.getName(),
            "io.agroal.pool.ConnectionPool");
    private static final List<String> PACKAGES = List.of("io.bindkey.", "io.agroal.");

    /**
     * Bean Validation is the server's. One of the application's own would stay in the API's cache of providers, which holds
     * them softly: until memory is short.
     */
    private static final String VALIDATION = "org.hibernate.validator.";

    private final List<String> packages;

    private WarClassLoader(List<URL> archives, List<String> packages) {
        super(archives.toArray(URL[]::new), WarClassLoader.class.getClassLoader());
        this.packages = packages;
    }

    static WarClassLoader withoutProvider() throws ClassNotFoundException {
        return new WarClassLoader(archives(), PACKAGES);
    }

    /** {@return one whose classes of that directory come before those of the same name} */
    static WarClassLoader withClasses(Path directory) throws ClassNotFoundException, MalformedURLException {
        List<URL> archives = archives();
        archives.add(0, directory.toUri().toURL());
        return new WarClassLoader(archives, PACKAGES);
    }

    static WarClassLoader withHibernate() throws ClassNotFoundException, MalformedURLException {
        List<URL> archives = archives();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path archive = Path.of(path);
            String name = String.valueOf(archive.getFileName());
            if (name.startsWith("hibernate-") && !name.startsWith("hibernate-validator")) {
                archives.add(archive.toUri().toURL());
            }
        }
        List<String> packages = new ArrayList<>(PACKAGES);
        packages.add("org.hibernate.");
        return new WarClassLoader(archives, packages);
    }

    /** Makes one of those, of this application's own class, and runs it by a thread of the application. */
    void run(Class<? extends Runnable> type) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            Class<?> own = loadClass(type.getName());
            assertThat(own.getClassLoader()).isSameAs(this);
            ((Runnable) own.getConstructor().newInstance()).run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<URL> archives() throws ClassNotFoundException {
        List<URL> archives = new ArrayList<>();
        for (String type : CLASSES) {
            archives.add(
                    Class.forName(type).getProtectionDomain().getCodeSource().getLocation());
        }
        return archives;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null && packages.stream().anyMatch(name::startsWith) && !name.startsWith(VALIDATION)) {
                type = findClass(name);
            }
            return type != null ? type : super.loadClass(name, resolve);
        }
    }
}
