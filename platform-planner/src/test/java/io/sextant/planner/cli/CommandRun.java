package io.sextant.planner.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What one call of the command line did. */
record CommandRun(int code, String out, String err) {

    private static final List<String> CHAT =
            List.of("plan", "--model", "meta-llama/Llama-3.3-70B-Instruct", "--isl", "1000", "--osl", "300");

    static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = PlannerCommandLine.run(new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** A plan for a chat with Llama 3.3 70B, with these options behind it. */
    static CommandRun chat(String... options) {
        return of(Stream.concat(CHAT.stream(), Arrays.stream(options)).toArray(String[]::new));
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
