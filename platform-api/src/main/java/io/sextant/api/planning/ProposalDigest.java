package io.sextant.api.planning;

import io.sextant.api.catalog.NimImage;
import io.sextant.api.catalog.NimProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * The fingerprint of a proposal: the planner's own, and what the planner does not know.
 *
 * <p>Free quota and free GPUs stay out: they move all the time, and the transaction that accepts a proposal checks them.
 */
record ProposalDigest(
        PlanSituation situation,
        OfferedPool pool,
        NimProfile profile,
        int cacheGib,
        ReplicaBounds bounds,
        String plannersDigest) {
    String value() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String text() {
        SlaSnapshot sla = situation.basis().sla();
        StringJoiner lines = new StringJoiner("\n", "sextant-proposal/1\n", "\n");
        lines.add("team " + situation.request().team());
        lines.add("nim " + situation.model().nimId());
        NimImage image = situation.model().image();
        lines.add("image " + (image == null ? "none" : image.reference()));
        lines.add("profile " + profile.id() + " " + profile.technicalName());
        lines.add("pool " + pool.cluster() + " " + pool.pool().gpuProduct());
        lines.add("cache " + cacheGib);
        lines.add("sla " + (sla == null ? "none" : sla.profile() + " " + sla.version()));
        if (bounds.held()) {
            lines.add("replicas " + bounds.min() + " " + bounds.max());
        }
        lines.add("plan " + plannersDigest);
        return lines.toString();
    }
}
