package io.sextant.web.plan;

import io.sextant.api.planning.PlanChange;
import io.sextant.api.planning.SlaSnapshot;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Addresses of the plan page that differ from the form shown in one thing. */
record PlanLinks(Map<String, List<String>> query) {
    private static final String PAGE = "/plan";

    /** From a form with its defaults filled in; what is empty is written too, because it differs from the default. */
    static PlanLinks of(PlanForm form) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (RecordComponent component : PlanForm.class.getRecordComponents()) {
            switch (valueOf(component, form)) {
                case String text -> query.put(component.getName(), List.of(text));
                case List<?> texts
                when !texts.isEmpty() ->
                    query.put(
                            component.getName(),
                            texts.stream().map(String::valueOf).toList());
                case null, default -> {}
            }
        }
        return new PlanLinks(query);
    }

    String page() {
        return PAGE + "?" + text();
    }

    String csv() {
        return PAGE + ".csv?" + text();
    }

    /** The same question on the page that compares models. */
    String compare(String model) {
        PlanLinks question = this;
        for (String field :
                List.of("candidate", "axis", "sort", "refused", "refusedGpu", "refusedPage", "gpuProducts")) {
            question = question.without(field);
        }
        return "/compare?" + question.with("models", model).text();
    }

    PlanLinks with(String field, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(query);
        changed.put(field, List.of(value));
        return new PlanLinks(changed);
    }

    PlanLinks without(String field) {
        Map<String, List<String>> changed = new LinkedHashMap<>(query);
        changed.remove(field);
        return new PlanLinks(changed);
    }

    /** The same question about another model and other GPU products. */
    PlanLinks asking(String model, List<String> gpuProducts) {
        Map<String, List<String>> changed = new LinkedHashMap<>(query);
        changed.put("model", List.of(model));
        changed.remove("gpuProducts");
        if (!gpuProducts.isEmpty()) {
            changed.put("gpuProducts", List.copyOf(gpuProducts));
        }
        return new PlanLinks(changed);
    }

    /** The page with the targets of the SLA profile as the form's own, so that they can be moved. */
    String withTargets(SlaSnapshot sla) {
        return without("candidate").withOwnTargets(sla).page();
    }

    /** The page with a change of the planner's carried out; nothing where the form cannot carry it out. */
    Optional<String> page(PlanChange change, @Nullable SlaSnapshot sla) {
        if (change.settings().isEmpty()) {
            return Optional.empty();
        }
        boolean targets =
                change.settings().stream().anyMatch(setting -> setting.member().startsWith("/sla/"));
        PlanLinks changed = without("candidate");
        if (targets && sla != null) {
            changed = changed.withOwnTargets(sla);
        }
        for (PlanChange.Setting setting : change.settings()) {
            String member = setting.member();
            changed = changed.with(member.substring(member.lastIndexOf('/') + 1), setting.value());
        }
        return Optional.of(changed.page());
    }

    /** A stored profile cannot be changed from here, so its targets become the form's own. */
    private PlanLinks withOwnTargets(SlaSnapshot sla) {
        return with("sla", PlanForm.OWN_TARGETS)
                .with("percentile", sla.percentile().name())
                .with("ttftMs", plain(sla.ttftMs()))
                .with("itlMs", plain(sla.itlMs()))
                .with("e2eMs", plain(sla.e2eMs()))
                .with("minTokensPerSecondPerUser", plain(sla.minTokensPerSecondPerUser()));
    }

    String text() {
        return query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }

    private static String plain(@Nullable Double number) {
        return number == null
                ? ""
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static @Nullable Object valueOf(RecordComponent component, PlanForm form) {
        try {
            return component.getAccessor().invoke(form);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
