// SPDX-License-Identifier: Apache-2.0
package io.bindkey.operation;

import io.bindkey.BindMXBean;
import io.bindkey.BindSetting;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.PoolFigures;
import io.bindkey.unit.ReadingUnit;
import io.bindkey.unit.Unit;
import jakarta.persistence.PersistenceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** A bind for JMX. */
final class ManagedBind implements BindMXBean {

    private final Unit unit;

    ManagedBind(Unit unit) {
        this.unit = unit;
    }

    @Override
    public String getKey() {
        return unit.key();
    }

    @Override
    public String getStatus() {
        return unit.life().state().status().word();
    }

    @Override
    public String getSince() {
        return unit.life().state().since().toString();
    }

    @Override
    public String getProblem() {
        return unit.life().state().problem().map(Problem::toString).orElse("");
    }

    @Override
    public String getProduct() {
        return unit.database().reached().map(reached -> reached.name()).orElse("");
    }

    @Override
    public String getTransaction() {
        return unit.transaction().word();
    }

    @Override
    public int getPoolUsed() {
        return pool(PoolFigures::used);
    }

    @Override
    public int getPoolIdle() {
        return pool(PoolFigures::idle);
    }

    @Override
    public int getPoolWaiting() {
        return pool(PoolFigures::waiting);
    }

    @Override
    public int getPoolMax() {
        return pool(PoolFigures::max);
    }

    private int pool(ToIntFunction<PoolFigures> figure) {
        return unit.life().pool().map(figure::applyAsInt).orElse(-1);
    }

    @Override
    public List<String> getReplicas() {
        return new ReadingUnit(unit)
                .states().stream()
                        .map(replica -> replica.name() + ": " + BindHealth.line(replica))
                        .toList();
    }

    @Override
    public Map<String, String> getSettings() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (BindSetting setting : unit.settings().shown()) {
            lines.put(setting.property(), setting.value() + " (" + setting.source() + ")");
        }
        return lines;
    }

    @Override
    public String check() {
        return unit.life().check().status().word();
    }

    @Override
    public void closeIdleConnections() {
        unit.life().closeIdle();
    }

    @Override
    public void open() {
        try {
            unit.life().openByHand();
        } catch (PersistenceException e) {
            // A console does not know the class of ours.
            throw new IllegalStateException(e.getMessage());
        }
    }

    @Override
    public void close() {
        unit.life().closeByHand();
    }
}
