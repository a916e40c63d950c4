package io.sextant.api.measurement;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes files of measurements, whole or not at all, and takes them out again. */
@Service
@Transactional
public class MeasurementUpload {
    /** Longest file, characters. */
    public static final int LONGEST_FILE = 6 * 1024 * 1024;

    private static final int MOST_SHOWN = 200;
    private static final int LONGEST_TITLE = 100;

    private final FileReading reading;
    private final MeasurementStore store;
    private final AuditTrail audit;
    private final Clock clock;

    MeasurementUpload(FileReading reading, MeasurementStore store, AuditTrail audit, Clock clock) {
        this.reading = reading;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Stores every row of a file, or none: one bad row refuses all, and the problem names each line with its reason.
     *
     * @param title what to call the set; null to call it by its day
     * @param csv with a head line, in the columns that docs/catalogue.md describes
     */
    public MeasurementSet upload(@Nullable String title, String csv, Actor actor) {
        Checked checked = checked(title, csv, actor);
        try {
            store.insert(checked.set(), checked.digest(), actor.id().value());
            store.insert(checked.set().id(), checked.rows());
        } catch (DuplicateKeyException e) {
            throw sameFile("an upload of this very moment");
        }
        audit.record(
                actor.who(),
                AuditEvent.of(
                                "measurement.upload",
                                "measurement-set",
                                checked.set().id())
                        .to(checked.set()));
        return checked.set();
    }

    /** What an upload would store; nothing is written. */
    @Transactional(readOnly = true)
    public MeasurementSet check(@Nullable String title, String csv, Actor actor) {
        return checked(title, csv, actor).set();
    }

    /** Takes a set out: its rows no longer calibrate anything. */
    public void remove(MeasurementSetId id, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        if (!store.remove(id, actor.displayName(), clock.instant())) {
            throw Measurements.missing(id);
        }
        audit.record(actor.who(), AuditEvent.of("measurement.remove", "measurement-set", id));
    }

    private record Checked(MeasurementSet set, String digest, Map<String, CheckedRow> rows) {}

    private Checked checked(@Nullable String title, String csv, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        Instant now = clock.instant();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        String name = title == null || title.isBlank() ? "Upload of " + today : title.strip();
        requireUsable(name, csv);
        String digest = PointKey.digest(csv);
        store.titleOf(digest).ifPresent(other -> {
            throw sameFile(other);
        });
        FileReading.Outcome outcome = reading.read(csv, today);
        requireGood(outcome);
        Collection<CheckedRow> rows = outcome.good().values();
        MeasurementSet set = new MeasurementSet(
                new MeasurementSetId(UUID.randomUUID()),
                name,
                rows.size(),
                distinct(rows, row -> row.row().source()),
                distinct(rows, CheckedRow::modelId),
                distinct(rows, row -> row.gpu().name()),
                actor.displayName(),
                now);
        return new Checked(set, digest, outcome.good());
    }

    private static void requireUsable(String title, String csv) {
        if (title.length() > LONGEST_TITLE || title.chars().anyMatch(c -> c < ' ')) {
            throw new PlatformProblem.Invalid("title", "too-long", "The title is one line of 100 characters at most.");
        }
        if (csv.isBlank()) {
            throw new PlatformProblem.Invalid(
                    "file", "missing", "The file is empty: choose a CSV file with a head line.");
        }
        if (csv.length() > LONGEST_FILE) {
            throw new PlatformProblem.Invalid("file", "too-large", "Files of up to 6 MiB are taken: split this one.");
        }
        if (csv.indexOf('\0') >= 0) {
            throw new PlatformProblem.Invalid("file", "not-text", "The file contains NUL: it is no CSV text in UTF-8.");
        }
    }

    private void requireGood(FileReading.Outcome outcome) {
        List<RowProblem> problems = new ArrayList<>(outcome.problems());
        problems.addAll(storedBefore(outcome.good()));
        if (problems.isEmpty() && outcome.good().isEmpty()) {
            throw new PlatformProblem.Invalid("file", "no-rows", "The file has a head line, but no rows.");
        }
        if (!problems.isEmpty()) {
            throw refused(outcome.rows(), problems);
        }
    }

    private List<RowProblem> storedBefore(Map<String, CheckedRow> rows) {
        Map<String, MeasurementStore.Place> stored = store.stored(rows.keySet());
        List<RowProblem> problems = new ArrayList<>();
        rows.forEach((key, row) -> {
            MeasurementStore.Place place = stored.get(key);
            if (place != null) {
                problems.add(new RowProblem(
                        row.row().line(),
                        "",
                        "duplicate",
                        "This row is stored already: line %d of \"%s\".".formatted(place.line(), place.set())));
            }
        });
        return problems;
    }

    private static PlatformProblem.Invalid refused(int rows, List<RowProblem> problems) {
        long bad = problems.stream().map(RowProblem::line).distinct().count();
        List<FieldError> shown = problems.stream()
                .sorted(Comparator.comparingInt(RowProblem::line))
                .limit(MOST_SHOWN)
                .map(RowProblem::error)
                .toList();
        return new PlatformProblem.Invalid(
                "measurements-refused",
                "%,d of %,d rows cannot be used, so nothing was stored.".formatted(bad, Math.max(rows, bad))
                        + (problems.size() > MOST_SHOWN
                                ? " The first %d reasons are listed.".formatted(MOST_SHOWN)
                                : ""),
                "Correct the lines that errors names, or take them out, and upload the file again.",
                shown);
    }

    private static PlatformProblem.Conflict sameFile(String title) {
        return new PlatformProblem.Conflict(
                "measurements-exist",
                "These measurements are stored",
                "This very file is stored as \"" + title + "\".",
                "Nothing is to be done; remove that set first if you want to load the file anew.",
                Map.of("set", title));
    }

    private static List<String> distinct(Collection<CheckedRow> rows, Function<CheckedRow, String> property) {
        return rows.stream().map(property).distinct().sorted().toList();
    }
}
