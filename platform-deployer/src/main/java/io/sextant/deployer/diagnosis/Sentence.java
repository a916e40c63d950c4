package io.sextant.deployer.diagnosis;

/** Makes what a controller wrote fit into one sentence for a team. */
final class Sentence {
    private static final int MAX_LENGTH = 240;

    private Sentence() {}

    /** {@code lead: detail.} on one line, the detail cut where it is long. */
    static String of(String lead, String detail) {
        String line = detail.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return lead + ".";
        }
        String cut = line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line;
        return lead + ": " + cut + (cut.endsWith(".") ? "" : ".");
    }
}
