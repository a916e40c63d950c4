package io.sextant.api.planning.web;

import io.sextant.api.planning.ComparisonAnswer;
import io.sextant.api.planning.ComparisonCsv;
import io.sextant.api.planning.ComparisonRequest;
import io.sextant.api.planning.MakeComparison;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A comparison writes nothing; it is a POST because the question does not fit into an address. */
@RestController
class ComparisonController {
    private final MakeComparison makeComparison;

    ComparisonController(MakeComparison makeComparison) {
        this.makeComparison = makeComparison;
    }

    @PostMapping(path = "/api/v1/comparisons", produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Permission.PLAN)
    ComparisonAnswer compare(@RequestBody ComparisonRequest request, Actor actor) {
        return makeComparison.compare(request, actor);
    }

    @PostMapping(path = "/api/v1/comparisons", produces = CsvFile.TYPE)
    @Requires(Permission.PLAN)
    ResponseEntity<String> table(@RequestBody ComparisonRequest request, Actor actor) {
        return CsvFile.named("comparison.csv", ComparisonCsv.of(makeComparison.compare(request, actor)));
    }
}
