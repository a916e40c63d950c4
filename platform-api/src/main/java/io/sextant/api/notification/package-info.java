/**
 * Notices: people are told of what concerns them, in the portal, by e-mail and by signed webhooks.
 *
 * <p>What is told is written in the transaction of what it is about, and sent later by a job.
 */
@ApplicationModule(
        allowedDependencies = {"audit", "isolation", "problem", "problem :: web", "paging", "tenancy", "jobs"})
@NullMarked
package io.sextant.api.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
