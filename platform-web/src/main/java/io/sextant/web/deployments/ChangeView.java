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
        };
    }

    private static List<Row> rows(DeploymentShape before, DeploymentShape after, ChangePreview.Quota quota) {
        return List.of(
                new Row("Replicas", replicas(before), replicas(after)),
                new Row("GPUs in the quota", Integer.toString(quota.heldGpus()), Integer.toString(after.gpus())),
                new Row("Cost per hour", cost(before, BigDecimal.ONE, 2), cost(after, BigDecimal.ONE, 2)),
                new Row("Cost per month of 730 h", cost(before, HOURS_PER_MONTH, 0), cost(after, HOURS_PER_MONTH, 0)));
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
            return "%s; this reserves %d more at once.".formatted(pool, quota.askedGpus());
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
            case DeploymentChange.Stop _, DeploymentChange.Start _ -> {}
        }
        fields.add(new Field("seen", Long.toString(preview.generation())));
        fields.add(new Field("idempotencyKey", UUID.randomUUID().toString()));
        return fields;
    }
}
