package io.sextant.sandbox.nim;

import java.util.List;

/** Lets text through up to the first stop sequence, and keeps back what may yet become one. */
final class StopFilter {
    private final List<String> stops;
    private final int longest;
    private String heldBack = "";
    private boolean stopped;

    StopFilter(List<String> stops) {
        this.stops = List.copyOf(stops);
        this.longest = stops.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The text that may go out now that this token has come. */
    String pass(String token) {
        if (stops.isEmpty()) {
            return token;
        }
        String text = heldBack + token;
        int cut = earliestStop(text);
        if (cut >= 0) {
            stopped = true;
            heldBack = "";
            return text.substring(0, cut);
        }
        int keep = Math.min(longest - 1, text.length());
        heldBack = text.substring(text.length() - keep);
        return text.substring(0, text.length() - keep);
    }

    /** What was kept back, once no further token comes. */
    String rest() {
        String rest = heldBack;
        heldBack = "";
        return rest;
    }

    boolean stopped() {
        return stopped;
    }

    private int earliestStop(String text) {
        return stops.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }
}
