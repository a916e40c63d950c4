package io.sextant.api.catalog;

/** Published in the transaction that changes the catalogue; listen after its commit. */
public record CatalogChanged() {}
