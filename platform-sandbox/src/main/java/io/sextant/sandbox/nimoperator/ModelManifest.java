package io.sextant.sandbox.nimoperator;

import java.util.Map;

/** The manifest that a NIM's image carries, in its first version: profiles by id. */
final class ModelManifest {
    private ModelManifest() {}

    static String yaml(NimImage image, String release) {
        StringBuilder yaml = new StringBuilder();
        for (NimProfile profile : image.profiles()) {
            yaml.append(profile.id()).append(":\n");
            yaml.append("  model: ").append(image.nimId()).append('\n');
            yaml.append("  release: \"").append(release).append("\"\n");
            yaml.append("  tags:\n");
            for (Map.Entry<String, String> tag : profile.tags().entrySet()) {
                yaml.append("    ")
                        .append(tag.getKey())
                        .append(": \"")
                        .append(tag.getValue())
                        .append("\"\n");
            }
        }
        return yaml.toString();
    }
}
