package io.sextant.planner.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code sextant-planner}. */
@Command(
        name = "sextant-planner",
        description = "Predicts latency, throughput and cost of LLM inference on GPUs.",
        subcommands = {
            PlanCommand.class,
            FitCommand.class,
            EvaluateCommand.class,
        },
        synopsisSubcommandLabel = "(plan | fit | evaluate)",
        mixinStandardHelpOptions = true,
        versionProvider = PlannerCommandLine.Version.class,
        footer = {
            "",
            "Exit codes: 0 an answer, 1 nothing holds the SLA or nothing runs, 2 bad input, 3 a bug.",
        })
public final class PlannerCommandLine implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    PlannerCommandLine() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs one command and answers its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new PlannerCommandLine())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Complaints())
                .setExecutionExceptionHandler(new Complaints());
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: plan, fit or evaluate");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = PlannerCommandLine.class.getPackage().getImplementationVersion();
            return new String[] {"sextant-planner " + Objects.requireNonNullElse(version, "(not from a jar)")};
        }
    }
}
