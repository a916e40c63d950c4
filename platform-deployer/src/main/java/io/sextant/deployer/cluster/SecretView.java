package io.sextant.deployer.cluster;

import java.util.Map;

/**
 * A Secret's presence, never its values.
 *
 * @param digests SHA-256 of each value by key, so that a rotation is noticed
 */
public record SecretView(String namespace, String name, String type, Map<String, String> digests) {
    public SecretView {
        digests = Map.copyOf(digests);
    }

    /** Whether it holds what {@code source} holds; keys of its own do not matter. */
    public boolean mirrors(SecretView source) {
        return type.equals(source.type) && digests.entrySet().containsAll(source.digests.entrySet());
    }
}
