package io.sextant.web.organisation;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaMove;
import io.sextant.api.quota.QuotaStanding;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a move would do, in finished strings.
 *
 * @param refusals why it does not fit there, each with what would help
 */
record MoveView(List<Row> rows, List<Refused> refusals) {
    /**
     * Why it does not fit.
     *
     * @param options each of which would do
     */
    record Refused(String why, List<String> options) {}

    record Row(String pool, String node, String assigned, String used, String free) {}

    static MoveView of(List<QuotaMove> moves, UnaryOperator<String> gpuName) {
        return new MoveView(
                moves.stream()
                        .flatMap(move -> move.changed().stream()
                                .map(changed -> row(
                                        gpuName.apply(move.pool().gpuProduct()) + " in "
                                                + move.pool().cluster(),
                                        changed.before(),
                                        changed.after())))
                        .toList(),
                moves.stream()
                        .flatMap(move -> move.refusals().stream().map(refused -> refused(move, refused, gpuName)))
                        .toList());
    }

    private static Refused refused(QuotaMove move, PlatformProblem.Conflict refused, UnaryOperator<String> gpuName) {
        String product = move.pool().gpuProduct();
        return new Refused(
                refused.detail().replace(product, gpuName.apply(product)),
                refused.facts().get("options") instanceof List<?> options
                        ? options.stream().map(String::valueOf).toList()
                        : List.of(refused.remedy()));
    }

    private static Row row(String pool, QuotaStanding before, QuotaStanding after) {
        return new Row(
                pool,
                after.node().name(),
                step(before.assignedGpus(), after.assignedGpus()) + " of "
                        + after.terms().guaranteedGpus(),
                step(before.usedGpus(), after.usedGpus()),
                step(before.freeGpus(), after.freeGpus()));
    }

    private static String step(int before, int after) {
        return before == after ? Integer.toString(after) : before + " → " + after;
    }
}
