package io.sextant.web.plan;

import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.Lifecycle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, beside the question itself, which the plan form holds.
 *
 * @param by models or gpus
 * @param models NIM ids; empty entries are passed over
 * @param gpus node labels of GPU products
 */
record CompareForm(
        @Nullable String by,
        @Nullable List<String> models,
        @Nullable List<String> gpus) {
    static final String BY_MODELS = "models";
    static final String BY_GPUS = "gpus";
    static final List<PlanChoices.Option> WAYS = List.of(
            new PlanChoices.Option(BY_MODELS, "Several models"), new PlanChoices.Option(BY_GPUS, "GPUs for one model"));

    private static final int MOST = 4;

    boolean isByGpus() {
        return BY_GPUS.equals(by);
    }

    /** Those that were named, each once. */
    List<String> chosenModels() {
        return Objects.requireNonNullElse(models, List.<String>of()).stream()
                .filter(model -> !model.isBlank())
                .distinct()
                .toList();
    }

    List<String> chosenGpus() {
        return Objects.requireNonNullElse(gpus, List.<String>of()).stream()
                .distinct()
                .toList();
    }

    /** As it is shown: with a second model beside a first, and with GPUs where none were named. */
    CompareForm complete(PlanChoices choices) {
        List<String> named = chosenModels();
        List<String> shown = named.size() > 1 ? named : withAnother(named, choices);
        List<String> products = chosenGpus();
        return new CompareForm(
                isByGpus() ? BY_GPUS : BY_MODELS,
                shown,
                products.isEmpty()
                        ? choices.gpuProducts().stream()
                                .map(PlanChoices.Option::value)
                                .limit(MOST)
                                .toList()
                        : products);
    }

    /** The model at a place of the form; empty beyond the last. */
    public String modelAt(int place) {
        List<String> chosen = chosenModels();
        return place < chosen.size() ? chosen.get(place) : "";
    }

    private static List<String> withAnother(List<String> named, PlanChoices choices) {
        String first = named.isEmpty() ? choices.firstModel() : named.getFirst();
        return choices.models().stream()
                .filter(model -> model.lifecycle().stage() == Lifecycle.Stage.GA)
                .map(CatalogModel::nimId)
                .filter(id -> !id.equals(first))
                .filter(id -> id.substring(0, id.indexOf('/')).equals(first.substring(0, first.indexOf('/'))))
                .findFirst()
                .map(other -> List.of(first, other))
                .orElse(List.of(first));
    }
}
