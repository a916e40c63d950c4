package io.sextant.planner.cli;

import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.frontier.Outcome;
import io.sextant.planner.frontier.Plan;
import java.util.ArrayList;
import java.util.List;

/** What a candidate is best at: cheapest, knee, fastest. */
record Roles(Plan plan) {

    List<String> of(Candidate candidate) {
        List<String> roles = new ArrayList<>();
        if (plan.outcome() instanceof Outcome.Recommended recommended) {
            addIfSame(roles, "cheapest", recommended.cheapest(), candidate);
            addIfSame(roles, "knee", recommended.balanced(), candidate);
            addIfSame(roles, "fastest", recommended.fastest(), candidate);
        }
        return roles;
    }

    private static void addIfSame(List<String> roles, String role, Candidate holder, Candidate candidate) {
        if (holder.id().equals(candidate.id())) {
            roles.add(role);
        }
    }
}
