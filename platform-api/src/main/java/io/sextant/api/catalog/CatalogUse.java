package io.sextant.api.catalog;

import java.util.List;

/** Asked before something leaves the catalogue; whoever refers to models or GPU products implements it. */
public interface CatalogUse {
    /** What refers to the model. */
    List<Use> ofModel(CatalogModel model);

    /** What refers to the GPU product. */
    List<Use> ofGpu(CatalogGpu gpu);

    /**
     * Something that refers to an entry.
     *
     * @param what a sentence without its full stop, such as {@code 2 deployments run it: chat, search}
     * @param remedy a sentence that says how it would end
     * @param running something is running on the entry as it is, so it may not be edited either
     */
    record Use(String what, String remedy, boolean running) {}
}
