package io.sextant.api.measurement;

import io.sextant.planner.reference.MeasurementRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What makes two rows the same measurement: everything but their notes. */
final class PointKey {
    private PointKey() {}

    static String of(CheckedRow checked) {
        MeasurementRow row = checked.row();
        return digest(Stream.of(
                        row.source(),
                        row.sourceRef(),
                        checked.date().written(),
                        checked.modelId(),
                        row.engine(),
                        row.engineVersion(),
                        checked.precision(),
                        checked.gpu().name(),
                        checked.tensorParallel(),
                        checked.pipelineParallel(),
                        checked.inputTokens(),
                        checked.outputTokens(),
                        checked.load(),
                        row.mode(),
                        row.statistic(),
                        row.perGpu(),
                        row.ttftMs(),
                        row.itlMs(),
                        row.tpotMs(),
                        row.e2eMs(),
                        row.outputTokensPerSecond(),
                        row.totalTokensPerSecond(),
                        row.requestsPerSecond())
                .map(String::valueOf)
                .collect(Collectors.joining("\u0001")));
    }

    /** SHA-256 in hexadecimal. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
