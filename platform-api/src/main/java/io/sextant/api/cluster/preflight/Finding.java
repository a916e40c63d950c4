package io.sextant.api.cluster.preflight;

/**
 * What a check found.
 *
 * @param found a sentence
 * @param remedy what to do about it; empty when it is green
 */
public record Finding(PreflightCheck check, Level level, String found, String remedy) {}
