/** The NIM Operator's custom resources (apps.nvidia.com/v1alpha1), typed for the fields Sextant sets and reads. */
@NullMarked
package io.sextant.contract.nim;

import org.jspecify.annotations.NullMarked;
