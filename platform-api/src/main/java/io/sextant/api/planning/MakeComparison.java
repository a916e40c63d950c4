package io.sextant.api.planning;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.planner.frontier.Planner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers one question for several models or GPU products, so that they stand in one chart; writes nothing. */
@Service
@Transactional(readOnly = true)
public class MakeComparison {
    private final PlanSources sources;
    private final Clock clock;
    private final Planner planner = new Planner();

    MakeComparison(PlanSources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** The comparison for a team the actor may plan for; what cannot be planned is named with its reason. */
    public ComparisonAnswer compare(ComparisonRequest request, Actor actor) {
        List<PlanSituation> situations = new ArrayList<>();
        List<ComparisonAnswer.Excluded> excluded = new ArrayList<>();
        for (PlanRequest plan : request.plans()) {
            try {
                situations.add(sources.gather(plan, actor));
            } catch (PlatformProblem.Invalid e) {
                excluded.add(excluded(plan, e));
            }
        }
        return new ComparisonAssembly(request, situations, excluded, clock.instant()).answer(planner);
    }

    /** A model too small for the question leaves the others comparable; anything else wrong is wrong for all. */
    private static ComparisonAnswer.Excluded excluded(PlanRequest plan, PlatformProblem.Invalid problem) {
        boolean tooLong =
                problem.errors().stream().map(FieldError::code).anyMatch(PlanSituation.EXCEEDS_CONTEXT::equals);
        if (!tooLong) {
            throw problem;
        }
        return new ComparisonAnswer.Excluded(plan.model(), problem.detail());
    }
}
