// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.ClassProblems;
import io.bindkey.routes.DeclaredNames;
import io.bindkey.unit.NameKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds names that one bind has twice; in two binds they are legal. */
final class NameClashes {

    private NameClashes() {}

    static List<Problem> in(String bind, Iterable<Class<?>> entities, Iterable<Class<?>> managed) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> entityNames = new HashMap<>();
        for (Class<?> entity : entities) {
            String name = DeclaredNames.entityName(entity);
            String other = entityNames.putIfAbsent(name, entity.getName());
            if (other != null) {
                problems.add(ClassProblems.entityNameTwice(name, bind, other, entity.getName()));
            }
        }
        Map<NameKind, Map<String, String>> declared = new HashMap<>();
        for (Class<?> carrier : managed) {
            DeclaredNames.of(carrier)
                    .forEach((kind, names) -> names.forEach(name -> {
                        String other = declared.computeIfAbsent(kind, k -> new HashMap<>())
                                .putIfAbsent(name, carrier.getName());
                        if (other != null) {
                            problems.add(
                                    ClassProblems.queryNameTwice(kind.words(), name, bind, other, carrier.getName()));
                        }
                    }));
        }
        return problems;
    }
}
