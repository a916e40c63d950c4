package io.sextant.web.plan;

import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.api.planning.PlanRejection;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that was refused, with all its reasons, by kind and GPU, a page at a time. */
record RefusedView(
        List<Filter> kinds,
        List<Filter> gpus,
        List<Row> rows,
        String shown,
        @Nullable String first,
        @Nullable String next) {
    private static final int PAGE = 20;
    private static final String ALL = "";

    /** A choice with its number of entries. */
    record Filter(String label, String count, String href, boolean current) {}

    record Row(String kind, String gpu, String what, String tone, String status, List<String> reasons) {}

    static RefusedView of(PlanAnswer answer, PlanForm form, PlanLinks links) {
        List<Row> all = Stream.concat(
                        answer.candidates().stream()
                                .filter(candidate -> candidate.status() != PlanCandidate.Status.FITS)
                                .map(RefusedView::row),
                        answer.rejections().stream().map(RefusedView::row))
                .toList();
        String kind = Objects.requireNonNullElse(form.refused(), ALL);
        String gpu = Objects.requireNonNullElse(form.refusedGpu(), ALL);
        List<Row> ofKind = all.stream()
                .filter(row -> kind.equals(ALL) || row.kind().equals(kind))
                .toList();
        List<Row> rows = ofKind.stream()
                .filter(row -> gpu.equals(ALL) || row.gpu().equals(gpu))
                .toList();
        int page = Math.clamp(page(form.refusedPage()), 0, Math.max(0, (rows.size() - 1) / PAGE));
        int from = page * PAGE;
        int to = Math.min(rows.size(), from + PAGE);
        PlanLinks start = links.without("refusedPage");
        return new RefusedView(
                kinds(all, kind, start.without("refusedGpu")),
                gpus(ofKind, gpu, start),
                rows.subList(from, to),
                rows.isEmpty()
                        ? "Nothing was refused"
                        : "%s to %s of %s"
                                .formatted(Display.count(from + 1), Display.count(to), Display.count(rows.size())),
                page == 0 ? null : start.page(),
                to == rows.size()
                        ? null
                        : start.with("refusedPage", String.valueOf(page + 1)).page());
    }

    private static int page(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Row row(PlanCandidate candidate) {
        return new Row(
                candidate.status().name(),
                candidate.gpuName(),
                "%s in %s, %d × %d GPUs, %s in flight each"
                        .formatted(
                                candidate.profile(),
                                candidate.cluster(),
                                candidate.replicas(),
                                candidate.gpusPerReplica(),
                                Display.count(candidate.performance().concurrency())),
                CandidateRow.tone(candidate.status()),
                CandidateRow.word(candidate.status()),
                candidate.reasons());
    }

    private static Row row(PlanRejection rejection) {
        return new Row(
                PlanForm.CANNOT_RUN,
                rejection.gpuName(),
                rejection.profile() + " in " + rejection.cluster(),
                "danger",
                "Cannot run",
                rejection.reasons());
    }

    private static List<Filter> kinds(List<Row> all, String current, PlanLinks links) {
        List<Filter> filters = new ArrayList<>();
        filters.add(filter("All", all.size(), links.without("refused").page(), current.equals(ALL)));
        all.stream().map(Row::kind).distinct().forEach(kind -> {
            List<Row> rows = all.stream().filter(row -> row.kind().equals(kind)).toList();
            filters.add(filter(
                    rows.getFirst().status(),
                    rows.size(),
                    links.with("refused", kind).page(),
                    current.equals(kind)));
        });
        return filters;
    }

    private static List<Filter> gpus(List<Row> rows, String current, PlanLinks links) {
        List<String> names = rows.stream().map(Row::gpu).distinct().sorted().toList();
        if (names.size() < 2 && current.equals(ALL)) {
            return List.of();
        }
        List<Filter> filters = new ArrayList<>();
        filters.add(filter("Any GPU", rows.size(), links.without("refusedGpu").page(), current.equals(ALL)));
        names.forEach(name -> filters.add(filter(
                name,
                (int) rows.stream().filter(row -> row.gpu().equals(name)).count(),
                links.with("refusedGpu", name).page(),
                current.equals(name))));
        return filters;
    }

    private static Filter filter(String label, int count, String href, boolean current) {
        return new Filter(label, Display.count(count), href, current);
    }
}
