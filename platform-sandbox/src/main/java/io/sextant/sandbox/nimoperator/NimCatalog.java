package io.sextant.sandbox.nimoperator;

import java.util.Optional;

/** The NIMs whose images can be pulled. */
public interface NimCatalog {
    /** The NIM of an image repository such as {@code nvcr.io/nim/meta/llama-3.1-8b-instruct}. */
    Optional<NimImage> image(String repository);
}
