/**
 * The audit trail: what was done or refused is appended in the transaction that does it, and chained by hashes soon after.
 *
 * <p>It knows no users and no permissions, so that every feature can write to it; auditors read it through {@code auditing}.
 */
@ApplicationModule(allowedDependencies = {"problem", "problem :: web", "paging"})
@NullMarked
package io.sextant.api.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
