package io.sextant.web.plan;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.Lifecycle;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.GpuPool;
import io.sextant.api.sla.SlaMode;
import io.sextant.api.sla.SlaOwner;
import io.sextant.api.sla.SlaProfileView;
import io.sextant.api.sla.SlaTerms;
import io.sextant.api.tenancy.Team;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the plan form's lists offer to this person. */
record PlanChoices(
        List<Team> teams, List<CatalogModel> models, List<SlaProfileView> profiles, List<Option> gpuProducts) {
    private static final String FIRST_MODEL = "meta/llama-3.1-8b-instruct";

    static final List<Option> MODES =
            List.of(new Option(PlanForm.ONLINE, "A person"), new Option(PlanForm.OFFLINE, "Nobody, it is a batch"));
    static final List<Option> LOADS =
            List.of(new Option(PlanForm.BY_RATE, "Request rate"), new Option(PlanForm.BY_USERS, "Number of users"));
    static final List<Option> BATCHES =
            List.of(new Option(PlanForm.BY_DEADLINE, "A deadline"), new Option(PlanForm.BY_TOKENS, "An hourly output"));
    static final List<Option> DAYS = List.of(
            new Option("0", "The peak all day long"),
            new Option("0.3", "A little: nights at half the peak"),
            new Option("0.6", "Office hours: nights at a quarter of the peak"),
            new Option("0.9", "A lot: nights nearly empty"));
    static final List<Option> PERCENTILES = List.of(
            new Option("P50", "p50: half of them"),
            new Option("P90", "p90: 9 of 10"),
            new Option("P95", "p95: 19 of 20"),
            new Option("P99", "p99: 99 of 100"));

    /** An entry of a list. */
    record Option(String value, String label) {}

    /** Entries under a heading. */
    record Group(String label, List<Option> options) {}

    /** Mean lengths that an SLA profile was made for, in tokens. */
    record Lengths(int inputTokens, int outputTokens) {}

    static PlanChoices of(
            List<Team> teams,
            List<CatalogModel> models,
            List<SlaProfileView> profiles,
            List<ClusterCapacity> clusters,
            Catalog catalog) {
        return new PlanChoices(teams, models, profiles, gpuProducts(clusters, catalog));
    }

    PlanForm complete(PlanForm form) {
        return form.withDefaults(teams.isEmpty() ? "" : teams.getFirst().slug(), firstModel(), defaultSla());
    }

    public List<Option> teamOptions() {
        return teams.stream().map(team -> new Option(team.slug(), team.name())).toList();
    }

    /** The models by publisher. */
    public List<Group> modelGroups() {
        return models.stream()
                .map(CatalogModel::publisher)
                .distinct()
                .map(publisher -> new Group(
                        publisher,
                        models.stream()
                                .filter(model -> model.publisher().equals(publisher))
                                .map(model -> new Option(model.nimId(), label(model)))
                                .toList()))
                .toList();
    }

    /** The SLA profiles for people who wait, that this team may use. */
    List<Option> slaOptions(@Nullable String team) {
        List<Option> options = new ArrayList<>();
        for (SlaProfileView profile : profiles) {
            boolean usable = switch (profile.owner()) {
                case SlaOwner.Organisation _ -> true;
                case SlaOwner.OfTeam owner -> owner.team().slug().equals(team);
            };
            if (usable && profile.current().terms().mode() == SlaMode.ONLINE) {
                options.add(new Option(profile.id().toString(), profile.name() + ": " + targets(profile)));
            }
        }
        options.add(new Option(PlanForm.OWN_TARGETS, "My own targets"));
        return options;
    }

    Optional<Lengths> lengthsOf(@Nullable String sla) {
        return profile(sla).map(profile -> profile.current().terms()).flatMap(PlanChoices::lengths);
    }

    Optional<String> nameOf(@Nullable String sla) {
        return profile(sla).map(SlaProfileView::name);
    }

    private static Optional<Lengths> lengths(SlaTerms terms) {
        Integer input = terms.inputTokens();
        Integer output = terms.outputTokens();
        return input == null || output == null ? Optional.empty() : Optional.of(new Lengths(input, output));
    }

    private Optional<SlaProfileView> profile(@Nullable String id) {
        return profiles.stream()
                .filter(profile -> profile.id().toString().equals(id))
                .findFirst();
    }

    String firstModel() {
        return models.stream()
                .map(CatalogModel::nimId)
                .filter(FIRST_MODEL::equals)
                .findFirst()
                .orElseGet(() -> models.getFirst().nimId());
    }

    private String defaultSla() {
        return slaOptions(null).getFirst().value();
    }

    private static String label(CatalogModel model) {
        String phase = model.lifecycle().stage() == Lifecycle.Stage.GA
                ? ""
                : " (" + model.lifecycle().stage().key() + ")";
        return model.title() + " · " + Display.decimal(model.parametersB(), 1) + "B" + phase;
    }

    private static String targets(SlaProfileView profile) {
        SlaTerms terms = profile.current().terms();
        List<String> parts = new ArrayList<>();
        if (terms.ttftMs() != null) {
            parts.add("first token " + Display.duration(terms.ttftMs()));
        }
        if (terms.itlMs() != null) {
            parts.add("then every " + Display.duration(terms.itlMs()));
        }
        if (terms.e2eMs() != null) {
            parts.add("done in " + Display.duration(terms.e2eMs()));
        }
        return String.join(", ", parts);
    }

    private static List<Option> gpuProducts(List<ClusterCapacity> clusters, Catalog catalog) {
        return clusters.stream()
                .flatMap(cluster -> cluster.pools().stream())
                .map(GpuPool::gpuProduct)
                .distinct()
                .sorted()
                .map(label -> new Option(label, catalog.gpuTitle(label)))
                .toList();
    }
}
