package io.sextant.planner.cli;

import io.sextant.planner.frontier.Outcome;
import io.sextant.planner.frontier.Plan;
import io.sextant.planner.frontier.PlanInput;
import io.sextant.planner.frontier.Planner;
import io.sextant.planner.reference.PriceList;
import io.sextant.planner.reference.Reference;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code plan}. */
@Command(
        name = "plan",
        description = "The ways to serve a model within an SLA, from the cheapest to the fastest.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    /** How the answer is written. */
    enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = "--model",
            required = true,
            paramLabel = "ID",
            description = "such as meta-llama/Llama-3.3-70B-Instruct")
    String model = "";

    @Mixin
    WorkloadOptions workload = new WorkloadOptions();

    @Mixin
    DemandOptions demand = new DemandOptions();

    @Mixin
    SlaOptions sla = new SlaOptions();

    @Mixin
    HardwareOptions hardware = new HardwareOptions();

    @Mixin
    PriceOptions prices = new PriceOptions();

    @Mixin
    SizingOptions sizing = new SizingOptions();

    @Mixin
    CatalogueOptions catalogue = new CatalogueOptions();

    @Mixin
    LearntOptions learnt = new LearntOptions();

    @Option(names = "--format", paramLabel = "F", description = "table or json (default: table)")
    Format format = Format.TABLE;

    @Option(names = "--all", description = "every candidate and every profile that cannot run, with the reasons")
    boolean all;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Reference reference = catalogue.reference();
        PriceList list = prices.prices(reference, catalogue.gpus);
        PlanInput input = new PlanInput(
                        CatalogueOptions.model(reference, model),
                        hardware.profiles(),
                        hardware.offers(reference, list),
                        workload.workload(),
                        demand.demand(),
                        sla.sla(demand.offline),
                        sizing.policy())
                .withAlternatives(hardware.alternatives(reference, list))
                .withPerformance(learnt.source(reference, spec.commandLine().getErr()));
        Plan plan = new Planner().plan(input);
        List<String> withoutPrice = hardware.withoutPrice(reference, list);
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TABLE -> new PlanText(plan, list, withoutPrice, all).lines().forEach(out::println);
            case JSON -> out.println(PlanJson.of(plan, list, withoutPrice, all));
        }
        return exitCode(plan.outcome());
    }

    private static int exitCode(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recommended _ -> ExitCode.OK;
            case Outcome.Blocked _, Outcome.Unreachable _, Outcome.NothingRuns _ -> ExitCode.NO_ANSWER;
        };
    }
}
