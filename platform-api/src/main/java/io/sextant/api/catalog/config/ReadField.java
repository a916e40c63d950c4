package io.sextant.api.catalog.config;

/**
 * One thing that was understood of a configuration.
 *
 * @param origin the key it was read from, or how else it came about
 */
public record ReadField(String name, String value, String origin) {}
