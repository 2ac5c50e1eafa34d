// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application's own way of making the factory, and what became of it. */
// Static: at the very end there is no bean any more whose methods these could be.
public class ValidatorFactories {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @Produces
    static ValidatorFactory make() {
        EVENTS.add("made");
        return Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new OwnWords())
                .buildValidatorFactory();
    }

    static void dispose(@Disposes ValidatorFactory factory) {
        EVENTS.add("disposed");
        factory.close();
    }

    /** {@return what has happened since the last call} */
    static List<String> events() {
        List<String> events = List.copyOf(EVENTS);
        EVENTS.removeAll(events);
        return events;
    }

    private static final class OwnWords implements MessageInterpolator {

        @Override
        public String interpolate(String template, Context context) {
            return "in own words";
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return "in own words";
        }
    }
}
