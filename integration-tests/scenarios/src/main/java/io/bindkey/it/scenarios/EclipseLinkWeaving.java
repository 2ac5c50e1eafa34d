// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.persistence.tools.weaving.jpa.StaticWeaveProcessor;

/** What EclipseLink's tool does in a build. */
final class EclipseLinkWeaving {

    private EclipseLinkWeaving() {}

    /**
     * {@return the classes of these names, woven}
     *
     * @param mapping the mapping file
     * @param folder for what the tool reads and writes
     */
    static Map<String, byte[]> weave(Map<String, byte[]> classes, String mapping, Path folder) {
        Path source = folder.resolve("source");
        Path target = folder.resolve("target");
        try {
            Weaving.write(classes, source);
            Path unit = source.resolve("META-INF/persistence.xml");
            Files.createDirectories(unit.getParent());
            Files.writeString(unit, """
                    <persistence xmlns="https://jakarta.ee/xml/ns/persistence"
                        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                        xsi:schemaLocation="https://jakarta.ee/xml/ns/persistence persistence_3_0.xsd" version="3.0">
                      <persistence-unit name="woven">
                        <mapping-file>%s</mapping-file>
                        <exclude-unlisted-classes>true</exclude-unlisted-classes>
                      </persistence-unit>
                    </persistence>
                    """.formatted(mapping));
            Files.createDirectories(target);
            StaticWeaveProcessor processor = new StaticWeaveProcessor(source.toFile(), target.toFile());
            processor.setPersistenceInfo(source.toFile());
            processor.setClassLoader(EclipseLinkWeaving.class.getClassLoader());
            processor.performWeaving();
            Map<String, byte[]> woven = new TreeMap<>();
            for (String name : classes.keySet()) {
                woven.put(name, Files.readAllBytes(target.resolve(Weaving.file(name))));
            }
            return woven;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
