package io.sextant.web.deployments;

import io.sextant.api.deployment.ChangePreview;
import io.sextant.api.deployment.DeploymentChange;
import io.sextant.api.deployment.DeploymentShape;
import io.sextant.api.deployment.manifest.FieldChange;
import io.sextant.contract.desired.Presence;
import io.sextant.web.layout.Shown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The effect of a change in finished strings, with the form that confirms it.
 *
 * @param fits whether quota allows it
 */
record ChangeView(
        String confirm,
        List<Row> rows,
        boolean fits,
        String quota,
        List<String> notes,
        List<FieldChange> changes,
        List<Field> fields) {
    private static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

    record Row(String name, String before, String after) {}

    record Field(String name, String value) {}

    static ChangeView of(ChangePreview preview, DeploymentChange change) {
        return new ChangeView(
                confirm(change),
                rows(preview.before(), preview.after(), preview.quota()),
                preview.quota().fits(),
                quota(preview.quota()),
                preview.notes(),
                preview.changes(),
                fields(preview, change));
    }

    static String confirm(DeploymentChange change) {
        return switch (change) {
            case DeploymentChange.Stop _ -> "Stop it";
            case DeploymentChange.Start _ -> "Start it";
            case DeploymentChange.Resize _ -> "Resize it";
            case DeploymentChange.RollBack(long generation) -> "Roll back to generation " + generation;
            case DeploymentChange.Replan _ -> "Change the plan";
        };
    }

    private static List<Row> rows(DeploymentShape before, DeploymentShape after, ChangePreview.Quota quota) {
        List<Row> rows = new ArrayList<>();
        different(rows, "GPUs per replica", gpus(before), gpus(after));
        different(rows, "NIM profile", before.profile(), after.profile());
        different(rows, "Version", Objects.toString(before.imageTag(), ""), Objects.toString(after.imageTag(), ""));
        different(rows, "First token, promised", milliseconds(before.ttftMs(), 0), milliseconds(after.ttftMs(), 0));
        different(rows, "Between tokens, promised", milliseconds(before.itlMs(), 1), milliseconds(after.itlMs(), 1));
        rows.add(new Row("Replicas", replicas(before), replicas(after)));
        rows.add(new Row("GPUs in the quota", Integer.toString(quota.heldGpus()), Integer.toString(after.gpus())));
        rows.add(new Row("Cost per hour", cost(before, BigDecimal.ONE, 2), cost(after, BigDecimal.ONE, 2)));
        rows.add(new Row("Cost per month of 730 h", cost(before, HOURS_PER_MONTH, 0), cost(after, HOURS_PER_MONTH, 0)));
        return rows;
    }

    private static void different(List<Row> rows, String name, String before, String after) {
        if (!before.equals(after)) {
            rows.add(new Row(name, before, after));
        }
    }

    static String gpus(DeploymentShape shape) {
        return shape.gpusPerReplica() + " × " + shape.gpuName();
    }

    private static String milliseconds(double value, int decimals) {
        return Shown.number(BigDecimal.valueOf(value), decimals) + " ms";
    }

    static String replicas(DeploymentShape shape) {
        String bounds = shape.minReplicas() == shape.maxReplicas()
                ? Integer.toString(shape.maxReplicas())
                : shape.minReplicas() + " to " + shape.maxReplicas();
        return shape.presence() == Presence.STOPPED ? "stopped (" + bounds + " when started)" : bounds;
    }

    private static String cost(DeploymentShape shape, BigDecimal factor, int decimals) {
        String fewest = Shown.number(shape.fewestPerHour().multiply(factor), decimals);
        String most = Shown.number(shape.mostPerHour().multiply(factor), decimals);
        return (fewest.equals(most) ? most : fewest + " to " + most) + " " + shape.currency();
    }

    private static String quota(ChangePreview.Quota quota) {
        String pool = "%s in %s: the team may hold %d and holds %d"
                .formatted(quota.gpuProduct(), quota.cluster(), quota.limitGpus(), quota.usedGpus());
        if (!quota.fits()) {
            return "%s; this asks for %d more. Nothing can be changed until that fits."
                    .formatted(pool, quota.askedGpus());
        }
        if (quota.askedGpus() > 0) {
            String asked = "%s; this reserves %d more at once".formatted(pool, quota.askedGpus());
            return quota.givenBackGpus() > 0
                    ? "%s, and %d %s back once what is replaced has ended."
                            .formatted(asked, quota.givenBackGpus(), quota.givenBackGpus() == 1 ? "comes" : "come")
                    : asked + ".";
        }
        return quota.givenBackGpus() > 0
                ? "%s; %d %s back once the cluster reports that they are free."
                        .formatted(pool, quota.givenBackGpus(), quota.givenBackGpus() == 1 ? "comes" : "come")
                : pool + "; this changes nothing in it.";
    }

    private static List<Field> fields(ChangePreview preview, DeploymentChange change) {
        List<Field> fields = new ArrayList<>();
        switch (change) {
            case DeploymentChange.Resize(int min, int max) -> {
                fields.add(new Field("minReplicas", Integer.toString(min)));
                fields.add(new Field("maxReplicas", Integer.toString(max)));
            }
            case DeploymentChange.RollBack(long generation) ->
                fields.add(new Field("generation", Long.toString(generation)));
            case DeploymentChange.Replan replan -> {
                fields.add(new Field("candidate", replan.candidate()));
                fields.add(new Field("digest", Objects.toString(preview.digest(), "")));
            }
            case DeploymentChange.Stop _, DeploymentChange.Start _ -> {}
        }
        fields.add(new Field("seen", Long.toString(preview.generation())));
        fields.add(new Field("idempotencyKey", UUID.randomUUID().toString()));
        return fields;
    }
}
