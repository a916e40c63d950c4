package io.sextant.api.orgfile;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaAdministration;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the organisation out as a file, and makes it what a file says: all of it or nothing.
 *
 * <p>What applying would do is found out by doing it, in a transaction that is then rolled back; so every rule says its word, whatever
 * rules there are.
 */
@Service
public class OrganisationFiles {
    private final OrgStates states;
    private final FileSteps steps;
    private final QuotaAdministration quotas;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final TransactionTemplate transaction;

    OrganisationFiles(
            OrgStates states,
            FileSteps steps,
            QuotaAdministration quotas,
            AuditTrail audit,
            JdbcClient jdbc,
            EntityManager entities,
            TransactionTemplate transaction) {
        this.states = states;
        this.steps = steps;
        this.quotas = quotas;
        this.audit = audit;
        this.jdbc = jdbc;
        this.entities = entities;
        this.transaction = transaction;
    }

    /**
     * The organisation as it stands.
     *
     * @param text YAML; the same organisation is always the same text
     * @param digest of the text
     */
    public record Export(String text, String digest) {}

    /** Writes it out. */
    public Export export(Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        OrgState state = Objects.requireNonNull(transaction.execute(status -> states.read(actor)));
        return new Export(state.text(), state.digest());
    }

    /** What applying the file would do now, and what stands against it; nothing is changed. */
    public FileDiff preview(String text, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        FileReading.Placed wanted = FileReading.placed(text);
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return make(wanted, begin(null, actor), actor);
        }));
    }

    /**
     * Applies the file.
     *
     * @param digest of the state that its effect was looked at with
     */
    public FileDiff apply(String text, String digest, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        FileReading.Placed wanted = FileReading.placed(text);
        return Objects.requireNonNull(transaction.execute(status -> {
            FileDiff diff = make(wanted, begin(digest, actor), actor);
            if (!diff.isApplicable()) {
                throw refused(diff);
            }
            if (!diff.lines().isEmpty()) {
                audit.record(
                        actor.who(),
                        AuditEvent.of("organisation.apply-file", "organisation", "file")
                                .from(Map.of("digest", diff.digest()))
                                .to(counts(diff)));
            }
            return diff;
        }));
    }

    // From here on nobody else changes what a file speaks of; requests for GPUs go on.
    private OrgState begin(@Nullable String digest, Actor actor) {
        jdbc.sql("lock table org_node in share row exclusive mode").update();
        jdbc.sql("lock table budget, gpu_price, approval_policy in share row exclusive mode")
                .update();
        quotas.keepToOneself(actor);
        OrgState state = states.read(actor);
        entities.clear();
        if (digest != null && !digest.equals(state.digest())) {
            throw new PlatformProblem.StaleVersion(
                    "The organisation is another one than when the effect of the file was looked at.");
        }
        return state;
    }

    private FileDiff make(FileReading.Placed wanted, OrgState state, Actor actor) {
        List<Change> changes = Change.between(state.file(), wanted, state.at());
        List<Sequence.Step> open = Sequence.of(changes, state.file(), wanted.file());
        Map<Change, FileDiff.Refusal> refusals = new HashMap<>();
        int before;
        // What one step needs of another one may come later in the order: it is tried again as long as that helps.
        do {
            before = open.size();
            refusals.clear();
            open = attempt(open, state, actor, refusals);
        } while (!open.isEmpty() && open.size() < before);
        List<FileDiff.Line> lines = changes.stream()
                .map(change -> change.line(refusals.get(change)))
                .toList();
        return new FileDiff(state.digest(), lines, entries(wanted.file()) - stated(changes));
    }

    /** Makes all that can be made, and gives back the rest; so all refusals are told at once. */
    private List<Sequence.Step> attempt(
            List<Sequence.Step> todo, OrgState state, Actor actor, Map<Change, FileDiff.Refusal> refusals) {
        List<Sequence.Step> open = new ArrayList<>();
        for (Sequence.Step step : todo) {
            // By hand: the transaction manager for JPA knows none.
            jdbc.sql("savepoint step").update();
            try {
                steps.make(step.todo(), state, actor);
                entities.flush();
                jdbc.sql("release savepoint step").update();
            } catch (PlatformProblem problem) {
                jdbc.sql("rollback to savepoint step").update();
                refusals.putIfAbsent(step.owner(), refusal(problem));
                open.add(step);
            }
            entities.clear();
        }
        return open;
    }

    private static FileDiff.Refusal refusal(PlatformProblem problem) {
        return problem instanceof PlatformProblem.Invalid
                ? new FileDiff.Refusal(
                        problem.type(),
                        problem.errors().stream().map(FieldError::message).collect(Collectors.joining(" ")),
                        "Correct it in the file.")
                : new FileDiff.Refusal(problem.type(), problem.detail(), problem.remedy());
    }

    private static int entries(OrgFile file) {
        return file.sections().values().stream().mapToInt(List::size).sum();
    }

    private static int stated(List<Change> changes) {
        return (int) changes.stream().filter(change -> change.after() != null).count();
    }

    private static Map<String, Object> counts(FileDiff diff) {
        return Map.of(
                "added", diff.count(FileDiff.Kind.ADDED),
                "changed", diff.count(FileDiff.Kind.CHANGED),
                "removed", diff.count(FileDiff.Kind.REMOVED));
    }

    private static PlatformProblem refused(FileDiff diff) {
        List<Map<String, Object>> refusals = new ArrayList<>();
        for (FileDiff.Line line : diff.lines()) {
            FileDiff.Refusal refusal = line.refusal();
            if (refusal != null) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("pointer", line.pointer());
                if (line.line() != null) {
                    told.put("line", line.line());
                }
                told.put("key", line.key());
                told.put("code", refusal.code());
                told.put("detail", refusal.detail());
                told.put("remedy", refusal.remedy());
                refusals.add(told);
            }
        }
        return new PlatformProblem.Conflict(
                "file-refused",
                "Nothing was applied",
                "%d of %d changes cannot be made: %s"
                        .formatted(
                                refusals.size(),
                                diff.lines().size(),
                                refusals.getFirst().get("detail")),
                "Correct the file where refusals point to, and look at its effect again.",
                Map.of("refusals", refusals));
    }
}
