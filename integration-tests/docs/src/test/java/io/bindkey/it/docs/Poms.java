// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the build knows: the versions of dependencies, and the names of profiles. */
final class Poms {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, String> properties = new HashMap<>();
    private final Set<String> coordinates = new TreeSet<>();
    private final Set<String> profiles = new TreeSet<>();

    private Poms() {}

    static Poms read() throws IOException {
        Poms poms = new Poms();
        poms.add(Page.ROOT.resolve("pom.xml"));
        try (Stream<Path> files = Files.walk(Page.ROOT, 3)) {
            for (Path file : files.filter(f -> f.endsWith("pom.xml")).sorted().toList()) {
                poms.add(file);
            }
        }
        return poms;
    }

    /** {@return group, artifact and version of all dependencies, with colons between} */
    Set<String> coordinates() {
        return coordinates;
    }

    /** {@return the names of all profiles} */
    Set<String> profiles() {
        return profiles;
    }

    private void add(Path file) throws IOException {
        Element project = parse(Files.readString(file));
        properties.putIfAbsent("project.version", text(project, "version"));
        for (Element block : all(project, "properties")) {
            for (Element property : children(block)) {
                properties.put(property.getTagName(), property.getTextContent().strip());
            }
        }
        all(project, "profile").forEach(profile -> profiles.add(text(profile, "id")));
        all(project, "dependency").forEach(dependency -> coordinates.add(coordinates(dependency)));
    }

    /** {@return group, artifact and version of a dependency, with colons between} */
    String coordinates(Element dependency) {
        return text(dependency, "groupId") + ":" + text(dependency, "artifactId") + ":"
                + REFERENCE
                        .matcher(text(dependency, "version"))
                        .replaceAll(reference -> properties.getOrDefault(reference.group(1), "?"));
    }

    static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("This is no XML:\n" + xml, e);
        }
    }

    static List<Element> all(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** {@return the text of a direct child, the empty string when it has none of that name} */
    private static String text(Element parent, String child) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(child))
                .map(element -> element.getTextContent().strip())
                .findFirst()
                .orElse("");
    }
}
