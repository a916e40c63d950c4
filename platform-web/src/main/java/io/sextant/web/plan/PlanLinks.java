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

    /** The page with a change of the planner's carried out; nothing where the form cannot carry it out. */
    Optional<String> page(PlanChange change, @Nullable SlaSnapshot sla) {
        String member = change.member();
        String value = change.value();
        if (member == null || value == null) {
            return Optional.empty();
        }
        PlanLinks start = without("candidate");
        PlanLinks base = member.startsWith("/sla/") && sla != null ? start.withOwnTargets(sla) : start;
        return Optional.of(
                base.with(member.substring(member.lastIndexOf('/') + 1), value).page());
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

    private String text() {
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
