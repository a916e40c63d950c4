package io.sextant.contract;

import java.util.stream.Stream;

/** Reads words of the contract, of which the other side may know more when it is of a later release. */
public final class Vocabulary {
    private Vocabulary() {}

    /** The constant of that name, or the one that stands for a word this release does not know. */
    public static <E extends Enum<E>> E word(Class<E> type, String said, E unknown) {
        return Stream.of(type.getEnumConstants())
                .filter(known -> known.name().equals(said))
                .findFirst()
                .orElse(unknown);
    }
}
