package io.sextant.sandbox.nim;

/** What one request in virtual time saw. */
record OperatingLatency(double ttftMs, double itlMs) {}
