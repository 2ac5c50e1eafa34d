// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.List;

/** What the watches have counted. */
final class WatchedStatements implements Statements {

    private static final int SHOWN = 10;

    private final WatchedBinds binds;

    WatchedStatements(WatchedBinds binds) {
        this.binds = binds;
    }

    @Override
    public OfBind of(String key) {
        return new Counted(binds.watch(key));
    }

    @Override
    public OfBind onlyOf(String key) {
        BindWatch own = binds.watch(key);
        binds.watches().filter(other -> other != own).forEach(other -> new Counted(other).isEmpty());
        return new Counted(own);
    }

    @Override
    public void forget() {
        binds.watches().forEach(BindWatch::forget);
    }

    /** As {@link MaxStatements}. */
    void requireAtMost(int most) {
        int count = binds.watches().mapToInt(BindWatch::count).sum();
        if (count > most) {
            List<String> texts = binds.watches()
                    .flatMap(watch -> watch.texts().stream().map(sql -> "[" + watch.key() + "] " + sql))
                    .toList();
            throw TestFailures.statements("at most " + most + " statements, by @MaxStatements", count, last(texts));
        }
    }

    private static List<String> last(List<String> texts) {
        return texts.subList(Math.max(0, texts.size() - SHOWN), texts.size());
    }

    private record Counted(BindWatch watch) implements OfBind {

        @Override
        public List<String> texts() {
            return watch.texts();
        }

        @Override
        public int count() {
            return watch.count();
        }

        @Override
        public OfBind hasSize(int expected) {
            return check(expected == count(), expected == 0 ? "no" : String.valueOf(expected));
        }

        @Override
        public OfBind hasAtMost(int most) {
            return check(count() <= most, "at most " + most);
        }

        @Override
        public OfBind isEmpty() {
            return hasSize(0);
        }

        private OfBind check(boolean right, String expected) {
            if (!right) {
                throw TestFailures.statements(
                        expected + " statements of bind '" + watch.key() + "'", count(), last(texts()));
            }
            return this;
        }
    }
}
