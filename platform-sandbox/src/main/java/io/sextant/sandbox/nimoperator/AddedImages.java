package io.sextant.sandbox.nimoperator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The NIMs of the reference data and those that were added to the platform's catalogue, which it writes into a folder in
 * the columns of the reference data.
 */
public final class AddedImages implements NimCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(AddedImages.class);

    private final ReferenceCatalog reference;
    private final Path models;
    private final Path profiles;
    private @Nullable FileTime seen;
    private Map<String, NimImage> added = Map.of();

    /** The folder need not exist yet. */
    public AddedImages(ReferenceCatalog reference, Path folder) {
        this.reference = reference;
        this.models = folder.resolve("models.csv");
        this.profiles = folder.resolve("nim_profiles.csv");
    }

    @Override
    public Optional<NimImage> image(String repository) {
        return reference
                .image(repository)
                .or(() -> Optional.ofNullable(current().get(repository)));
    }

    private synchronized Map<String, NimImage> current() {
        try {
            if (Files.exists(models)) {
                FileTime written = Files.getLastModifiedTime(models);
                if (!written.equals(seen)) {
                    added = reference.images(models, profiles);
                    seen = written;
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", models).log("the added models cannot be read");
        }
        return added;
    }
}
