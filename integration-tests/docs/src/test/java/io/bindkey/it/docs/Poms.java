// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
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

    /** Those that all modules inherit. */
    private final Map<String, String> properties = new HashMap<>();

    private final List<Element> inherited = new ArrayList<>();
    private final Set<String> coordinates = new TreeSet<>();
    private final Set<String> profiles = new TreeSet<>();

    private Poms() {}

    static Poms read() throws IOException {
        Poms poms = new Poms();
        try (Stream<Path> files = Files.walk(Page.ROOT, 3)) {
            // Parents first.
            for (Path file : files.filter(f -> f.endsWith("pom.xml"))
                    .sorted(Comparator.comparing(Path::getNameCount))
                    .toList()) {
                poms.add(parse(Files.readString(file)));
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

    private void add(Element project) {
        Map<String, String> known = new HashMap<>(properties);
        known.putIfAbsent("project.version", text(project, "version"));
        for (Element block : all(project, "properties")) {
            for (Element property : children(block)) {
                known.put(property.getTagName(), property.getTextContent().strip());
            }
        }
        if (text(project, "packaging").equals("pom")) {
            properties.putAll(known);
            inherited.addAll(all(project, "dependency"));
        }
        all(project, "profile").forEach(profile -> profiles.add(text(profile, "id")));
        Stream.concat(all(project, "dependency").stream(), inherited.stream())
                .forEach(dependency -> coordinates.add(coordinates(dependency, known)));
    }

    /** {@return group, artifact and version of a dependency, with colons between} */
    String coordinates(Element dependency) {
        return coordinates(dependency, properties);
    }

    private static String coordinates(Element dependency, Map<String, String> known) {
        String version = text(dependency, "version");
        // One property may refer to another.
        for (int depth = 0; depth < 3; depth++) {
            version = REFERENCE
                    .matcher(version)
                    .replaceAll(reference -> Matcher.quoteReplacement(known.getOrDefault(reference.group(1), "?")));
        }
        return text(dependency, "groupId") + ":" + text(dependency, "artifactId") + ":" + version;
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
