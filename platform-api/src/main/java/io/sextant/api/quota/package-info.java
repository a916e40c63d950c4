/** GPU quota: how many GPUs of a pool a team may hold, and who holds them. */
@ApplicationModule(allowedDependencies = {"problem", "tenancy", "cluster"})
@NullMarked
package io.sextant.api.quota;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
