package io.sextant.web.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.UriUtils;

/** Addresses of the comparison, and of the plan behind one of its lines. */
record CompareLinks(PlanLinks question, CompareForm compared) {
    String page() {
        return "/compare?" + text();
    }

    String csv() {
        return "/compare.csv?" + text();
    }

    /** The plan page for one line, with one of its candidates looked at. */
    String plan(String model, List<String> gpuProducts, String candidate) {
        return question.asking(model, gpuProducts).with("candidate", candidate).page();
    }

    private String text() {
        return Stream.of(
                        Stream.of("by=" + compared.by()),
                        compared.chosenModels().stream().map(model -> "models=" + encoded(model)),
                        compared.chosenGpus().stream().map(gpu -> "gpus=" + encoded(gpu)),
                        Stream.of(
                                question.without("model").without("gpuProducts").text()))
                .flatMap(parts -> parts)
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
