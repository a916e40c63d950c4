package io.sextant.planner.frontier;

import java.util.List;

/** A pairing that cannot run, with all the reasons. */
public record RejectedPairing(Pairing pairing, List<Rejection> rejections) {

    public RejectedPairing {
        rejections = List.copyOf(rejections);
    }
}
