package io.sextant.deployer.step;

import io.sextant.deployer.cluster.ForeignField;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.intent.AdmittedManifest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people wrote into the specification of an applied object and is taken back: fields of the manifest get its value, others are
 * removed.
 */
public record Undone(List<ForeignField> fields, List<List<String>> removed) {
    public static final Undone NOTHING = new Undone(List.of(), List.of());

    public Undone {
        fields = List.copyOf(fields);
        removed = List.copyOf(removed);
    }

    /** Of an object as it is. */
    static Undone of(AdmittedManifest wanted, LiveObject live) {
        List<List<String>> strays = live.foreign().stream()
                .map(ForeignField::path)
                .filter(path -> wanted.tree().at(path.toArray(String[]::new)).isEmpty())
                .filter(path -> live.tree().at(path.toArray(String[]::new)).isPresent())
                .distinct()
                .toList();
        return live.foreign().isEmpty() ? NOTHING : new Undone(live.foreign(), strays);
    }

    public boolean isNothing() {
        return fields.isEmpty();
    }

    /** Who wrote what, in a sentence. */
    public String sentence() {
        String who =
                fields.stream().map(ForeignField::manager).distinct().sorted().collect(Collectors.joining(", "));
        String what =
                fields.stream().map(ForeignField::dotted).distinct().sorted().collect(Collectors.joining(", "));
        return "%s wrote %s, which Sextant decides; it is put back. Change the deployment in Sextant instead."
                .formatted(who, what);
    }
}
