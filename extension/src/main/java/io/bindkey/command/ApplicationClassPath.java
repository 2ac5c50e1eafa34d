// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The class path of an application, given to this program when it runs by {@code java -jar}, which allows no other. The
 * command starts a second time among the application's classes, for it has to see them.
 */
final class ApplicationClassPath {

    private final String path;
    private final Class<?> command;

    /**
     * @param path as the user gives it
     * @param command the class of the command, which is loaded anew with that class path
     */
    ApplicationClassPath(String path, Class<?> command) {
        this.path = path;
        this.command = command;
    }

    /** {@return the exit code of the command, run with this class path} */
    int run(PrintStream out, PrintStream err, String... arguments) {
        List<String> rest = new ArrayList<>(List.of(arguments));
        int option = rest.indexOf("--class-path");
        rest.subList(option, option + 2).clear();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (UnpackedWars wars = new UnpackedWars();
                URLClassLoader loader =
                        new URLClassLoader(urls(wars).toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            return (int) loader.loadClass(command.getName())
                    .getMethod("run", PrintStream.class, PrintStream.class, String[].class)
                    .invoke(null, out, err, rest.toArray(String[]::new));
        } catch (NoSuchFileException e) {
            err.println("--class-path names " + e.getFile() + ", which is not there: give JARs, folders, folder"
                    + File.separator + "* for the JARs in it, or a WAR, with '" + File.pathSeparator + "' in between.");
            return ExitCode.FAILED;
        } catch (IOException e) {
            err.println("The class path cannot be read: " + e);
            return ExitCode.FAILED;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * As for {@code java -cp}: a star stands for all JARs of a folder. But a WAR may be given as well, and what is not
     * there is no mistake that goes unnoticed. This program's own JAR is always there.
     */
    private List<URL> urls(UnpackedWars wars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .toList()) {
            if (entry.equals("*") || entry.endsWith(File.separator + "*")) {
                File folder = new File(entry.equals("*") ? "." : entry.substring(0, entry.length() - 2));
                File[] jars = folder.listFiles((in, name) -> name.endsWith(".jar"));
                if (jars == null) {
                    throw new NoSuchFileException(entry);
                }
                for (File jar : jars) {
                    urls.add(jar.toURI().toURL());
                }
            } else if (!entry.isEmpty()) {
                urls.addAll(urls(Path.of(entry), wars));
            }
        }
        urls.add(command.getProtectionDomain().getCodeSource().getLocation());
        return urls;
    }

    private static List<URL> urls(Path entry, UnpackedWars wars) throws IOException {
        if (!Files.exists(entry)) {
            throw new NoSuchFileException(entry.toString());
        }
        return UnpackedWars.isWar(entry)
                ? wars.urls(entry)
                : List.of(entry.toUri().toURL());
    }
}
