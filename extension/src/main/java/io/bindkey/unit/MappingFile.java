// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What routing needs to know of an object/relational mapping file (Jakarta Persistence, chapter 12). Immutable.
 *
 * @param name the resource
 * @param classNames the entities, mapped superclasses, embeddables and converters that it maps
 * @param entityClassNames the entities among them
 * @param entityNames the entity names that differ from the annotations, by class name
 * @param declared the names of queries, result-set mappings, graphs and procedures
 */
public record MappingFile(
        String name,
        List<String> classNames,
        List<String> entityClassNames,
        Map<String, String> entityNames,
        Map<NameKind, List<String>> declared) {

    private static final Map<String, NameKind> NAMED = Map.of(
            "named-query", NameKind.QUERY,
            "named-native-query", NameKind.QUERY,
            "sql-result-set-mapping", NameKind.RESULT_SET_MAPPING,
            "named-entity-graph", NameKind.ENTITY_GRAPH,
            "named-stored-procedure-query", NameKind.PROCEDURE);

    /**
     * Reads a file.
     *
     * @param name the class path resource
     * @param loader of the application
     * @throws IOException when there is no such file, or it is no XML
     */
    public static MappingFile read(String name, ClassLoader loader) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no such class path resource");
            }
            return read(name, factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw new IOException("it is no well-formed XML", e);
        }
    }

    private static MappingFile read(String name, XMLStreamReader xml) throws XMLStreamException {
        List<String> classNames = new ArrayList<>();
        List<String> entityClassNames = new ArrayList<>();
        Map<String, String> entityNames = new HashMap<>();
        Map<NameKind, List<String>> declared = new HashMap<>();
        String defaultPackage = "";
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                String element = xml.getLocalName();
                NameKind kind = NAMED.get(element);
                if (element.equals("package") && depth == 2) {
                    defaultPackage = xml.getElementText().strip() + ".";
                    depth--;
                } else if (kind != null) {
                    String declaredName = attribute(xml, "name");
                    declared.computeIfAbsent(kind, k -> new ArrayList<>()).add(declaredName);
                } else if (depth == 2 && !attribute(xml, "class").isEmpty()) {
                    String written = attribute(xml, "class");
                    String className = written.indexOf('.') < 0 ? defaultPackage + written : written;
                    classNames.add(className);
                    if (element.equals("entity")) {
                        entityClassNames.add(className);
                        if (!attribute(xml, "name").isEmpty()) {
                            entityNames.put(className, attribute(xml, "name"));
                        }
                    }
                }
            }
        }
        return new MappingFile(
                name,
                List.copyOf(classNames),
                List.copyOf(entityClassNames),
                Map.copyOf(entityNames),
                Map.copyOf(declared));
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }
}
