package io.sextant.api.catalog;

/** What administrators added to the catalogue. */
interface AddedEntries {
    /** Nothing was added. */
    AddedEntries NONE = shipped -> shipped;

    /** The catalogue as shipped together with the additions as they are now. */
    CatalogContent joinedTo(CatalogContent shipped);
}
