package io.sextant.api.planning.web;

import io.sextant.api.planning.MakePlan;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanCsv;
import io.sextant.api.planning.PlanRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A plan writes nothing; it is a POST because the question does not fit into an address. */
@RestController
class PlanController {
    private final MakePlan makePlan;

    PlanController(MakePlan makePlan) {
        this.makePlan = makePlan;
    }

    @PostMapping(path = "/api/v1/plans", produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Permission.PLAN)
    PlanAnswer plan(@RequestBody PlanRequest request, Actor actor) {
        return makePlan.plan(request, actor);
    }

    @PostMapping(path = "/api/v1/plans", produces = CsvFile.TYPE)
    @Requires(Permission.PLAN)
    ResponseEntity<String> candidates(@RequestBody PlanRequest request, Actor actor) {
        return CsvFile.named("plan.csv", PlanCsv.of(makePlan.plan(request, actor)));
    }
}
