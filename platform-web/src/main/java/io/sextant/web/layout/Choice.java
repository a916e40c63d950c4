package io.sextant.web.layout;

/** One option of a select. */
public record Choice(String value, String label) {}
