package io.sextant.api.catalog;

import io.sextant.api.catalog.CatalogUse.Use;
import io.sextant.api.problem.PlatformProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps entries that something refers to, and changes that come too late. */
@Component
class CatalogGuard {
    // Those who refer to the catalogue also read it, so they are asked for only when they are needed.
    private final ObjectProvider<CatalogUse> users;

    CatalogGuard(ObjectProvider<CatalogUse> users) {
        this.users = users;
    }

    void requireUnused(CatalogModel model) {
        require(
                model.nimId(),
                users.stream().flatMap(user -> user.ofModel(model).stream()).toList(),
                "removed");
    }

    void requireUnused(CatalogGpu gpu) {
        require(gpu.name(), uses(gpu), "removed");
    }

    void requireIdle(CatalogGpu gpu) {
        require(gpu.name(), uses(gpu).stream().filter(Use::running).toList(), "changed");
    }

    private List<Use> uses(CatalogGpu gpu) {
        return users.stream().flatMap(user -> user.ofGpu(gpu).stream()).toList();
    }

    private static void require(String name, List<Use> uses, String what) {
        if (!uses.isEmpty()) {
            throw new PlatformProblem.Conflict(
                    "in-use",
                    "It is in use",
                    "%s cannot be %s: %s."
                            .formatted(name, what, uses.stream().map(Use::what).collect(Collectors.joining("; "))),
                    uses.stream().map(Use::remedy).distinct().collect(Collectors.joining(" ")),
                    Map.of("uses", uses.stream().map(Use::what).toList()));
        }
    }

    static void requireCurrent(String name, Addition addition, int revision) {
        if (addition.revision() != revision) {
            throw changedMeanwhile(name);
        }
    }

    static PlatformProblem.StaleVersion changedMeanwhile(String name) {
        return new PlatformProblem.StaleVersion(
                "Somebody changed " + name + " since you read it; your change was not made.");
    }

    static PlatformProblem.Conflict shipped(String kind, String name) {
        return new PlatformProblem.Conflict(
                "shipped-with-the-platform",
                "It came with the platform",
                "The " + kind + " " + name + " came with the platform and changes with its releases only.",
                "Add one of your own under another name.",
                Map.of("name", name));
    }
}
