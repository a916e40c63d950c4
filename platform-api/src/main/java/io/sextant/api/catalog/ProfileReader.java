package io.sextant.api.catalog;

import io.sextant.api.reference.ReferenceRow;
import io.sextant.api.reference.ReferenceTable;
import io.sextant.planner.hardware.Precision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the profiles of all NIMs from their reference file. */
final class ProfileReader {
    private static final String GENERIC = "any";
    private static final String DERIVED = "derived id";

    private ProfileReader() {}

    /** The profiles by NIM id. */
    static Map<String, List<NimProfile>> read(ReferenceTable table, Map<String, CatalogGpu> gpus) {
        Map<String, List<NimProfile>> byModel = new LinkedHashMap<>();
        for (ReferenceRow row : table.rows()) {
            List<NimProfile> profiles = byModel.computeIfAbsent(row.text("nim_id"), id -> new ArrayList<>());
            NimProfile profile = profile(row, gpus);
            if (profiles.stream().anyMatch(other -> other.id().equals(profile.id()))) {
                throw row.bad("profile_id", "stands twice for " + row.text("nim_id"));
            }
            profiles.add(profile);
        }
        return byModel;
    }

    private static NimProfile profile(ReferenceRow row, Map<String, CatalogGpu> gpus) {
        try {
            NimProfile profile = new NimProfile(
                    row.text("profile_id"),
                    row.text("id_source").equals(DERIVED) ? NimProfile.IdOrigin.DERIVED : NimProfile.IdOrigin.PUBLISHED,
                    NimProfile.Engine.valueOf(row.text("engine").toUpperCase(Locale.ROOT)),
                    Precision.parse(row.text("precision")),
                    row.whole("tp"),
                    row.whole("pp"),
                    gpu(row, gpus),
                    qos(row),
                    Fact.of("Profile", row.text("id_source"), row.text("source")));
            checkDerivedId(row, profile);
            return profile;
        } catch (IllegalArgumentException e) {
            throw row.bad(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable CatalogGpu gpu(ReferenceRow row, Map<String, CatalogGpu> gpus) {
        String name = row.text("gpu");
        if (name.equals(GENERIC)) {
            return null;
        }
        CatalogGpu gpu = gpus.get(name);
        if (gpu == null) {
            throw row.bad("gpu", "names " + name + ", which gpus.csv does not know");
        }
        return gpu;
    }

    private static NimProfile.@Nullable Qos qos(ReferenceRow row) {
        String text = row.optionalText("qos");
        return text == null ? null : NimProfile.Qos.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static void checkDerivedId(ReferenceRow row, NimProfile profile) {
        boolean derived = profile.idOrigin() == NimProfile.IdOrigin.DERIVED;
        if (derived && !profile.id().equals(derivedId(row.text("nim_id"), profile))) {
            throw row.bad("profile_id", "says it is derived, but is not the SHA-256 of the profile's name");
        }
    }

    /** SHA-256 of {@code <nim id>/<engine>-<gpu>-<precision>-tp<n>[-pp<n>]-<qos>}. */
    static String derivedId(String nimId, NimProfile profile) {
        String name = nimId + "/" + profile.engine().key()
                + "-" + (profile.gpu() == null ? GENERIC : profile.gpu().nimTag())
                + "-" + profile.precision().label()
                + "-tp" + profile.tensorParallel()
                + (profile.pipelineParallel() == 1 ? "" : "-pp" + profile.pipelineParallel())
                + "-" + (profile.qos() == null ? GENERIC : profile.qos().key());
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
