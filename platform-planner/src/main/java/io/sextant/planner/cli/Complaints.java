package io.sextant.planner.cli;

import io.sextant.planner.reference.InvalidCsv;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong and what to do; a stack trace is for bugs only. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine line = problem.getCommandLine();
        List<String> suggestions = new ArrayList<>();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            suggestions.addAll(unmatched.getSuggestions());
        }
        String help =
                "%s --help lists the options.".formatted(line.getCommandSpec().qualifiedName());
        return complain(
                line.getErr(),
                String.valueOf(problem.getMessage()),
                suggestions.isEmpty() ? help : "Did you mean %s? %s".formatted(String.join(" or ", suggestions), help));
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine line, ParseResult arguments) {
        PrintWriter err = line.getErr();
        String message = String.valueOf(problem.getMessage());
        return switch (problem) {
            case InvalidInput input -> complain(err, message, input.remedy());
            case InvalidCsv _ ->
                complain(err, message, "Correct these lines; docs/planner-cli.md describes the columns.");
            case NoSuchFileException _, FileNotFoundException _ ->
                complain(err, "there is no file " + message, "Give the path of a file that exists.");
            case AccessDeniedException _ -> complain(err, message + " cannot be opened", "Give a file you may use.");
            case CharacterCodingException _ -> complain(err, "a file is not text in UTF-8", "Save it as UTF-8.");
            case IOException _ -> complain(err, message, "Check the file and the disk.");
            case IllegalArgumentException _ ->
                complain(
                        err,
                        message,
                        "%s --help lists what the options mean."
                                .formatted(line.getCommandSpec().qualifiedName()));
            default -> {
                problem.printStackTrace(err);
                yield ExitCode.FAILED;
            }
        };
    }

    private static int complain(PrintWriter err, String message, String remedy) {
        err.println("error: " + message);
        err.println(remedy);
        return ExitCode.BAD_INPUT;
    }
}
