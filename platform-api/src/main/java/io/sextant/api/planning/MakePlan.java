package io.sextant.api.planning;

import io.sextant.api.tenancy.Actor;
import io.sextant.planner.frontier.Planner;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers plan requests from the catalogue, the prices, the team's quota and the clusters' last reports; writes nothing. */
@Service
@Transactional(readOnly = true)
public class MakePlan {
    private final PlanSources sources;
    private final Planner planner = new Planner();

    MakePlan(PlanSources sources) {
        this.sources = sources;
    }

    /**
     * The answer for a team the actor may plan for; an SLA that cannot be held is an answer too.
     *
     * <p>Planning the same again gives the same digest as long as nothing that the team accepts has changed.
     */
    public PlanAnswer plan(PlanRequest request, Actor actor) {
        PlanSituation situation = sources.gather(request, actor);
        ProfileChoices profiles = ProfileChoices.of(situation.model().profiles());
        return new AnswerAssembly(situation, profiles, planner.plan(situation.input(profiles))).answer();
    }
}
