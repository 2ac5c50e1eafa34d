// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.deployment.scan.ClassLocation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The persistence units that the application itself defines in its {@code META-INF/persistence.xml} files. */
final class PersistenceXml {

    private static final String RESOURCE = "META-INF/persistence.xml";

    private final List<ForeignUnit> units;

    private PersistenceXml(List<ForeignUnit> units) {
        this.units = units;
    }

    /**
     * One unit.
     *
     * @param name of the unit
     * @param root the archive of its file
     * @param classes that it lists
     * @param takesAll whether it takes every entity of its archive beside those
     */
    private record ForeignUnit(String name, String root, Set<String> classes, boolean takesAll) {}

    static PersistenceXml read(ClassLoader loader) {
        List<ForeignUnit> units = new ArrayList<>();
        try {
            for (URL url : Collections.list(loader.getResources(RESOURCE))) {
                read(url, units);
            }
        } catch (IOException | XMLStreamException notOurs) {
            // Whoever builds these units will complain of their file.
            System.getLogger(PersistenceXml.class.getName())
                    .log(System.Logger.Level.DEBUG, "A persistence.xml cannot be read", notOurs);
        }
        return new PersistenceXml(units);
    }

    /** {@return the unit that manages a class, if there is one} */
    Optional<String> unitOf(Class<?> type) {
        return units.stream()
                .filter(unit -> unit.classes().contains(type.getName())
                        || (unit.takesAll()
                                && unit.root().equals(ClassLocation.root(type).orElse(""))))
                .map(ForeignUnit::name)
                .findFirst();
    }

    private static void read(URL url, List<ForeignUnit> units) throws IOException, XMLStreamException {
        String root = url.toString().substring(0, url.toString().length() - RESOURCE.length());
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = url.openStream()) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            String name = "";
            Set<String> classes = new HashSet<>();
            boolean takesAll = true;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "persistence-unit" -> {
                            name = String.valueOf(xml.getAttributeValue(null, "name"));
                            classes = new HashSet<>();
                            takesAll = true;
                        }
                        case "class" -> classes.add(xml.getElementText().strip());
                        case "exclude-unlisted-classes" -> {
                            // An empty element means true.
                            takesAll = xml.getElementText().strip().equals("false");
                        }
                        default -> {
                            // Nothing that says who owns a class.
                        }
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("persistence-unit")) {
                    units.add(new ForeignUnit(name, root, classes, takesAll));
                }
            }
        }
    }
}
