package io.sextant.api.jobs;

import java.time.Duration;

/**
 * Work that one instance of the platform does again and again; features declare it as a bean.
 *
 * @param name stable: the database remembers the job by it
 * @param pause from the end of one run to the beginning of the next
 * @param work does what is due by then, also when nothing ran for long
 */
public record RecurringJob(String name, Duration pause, Runnable work) {}
