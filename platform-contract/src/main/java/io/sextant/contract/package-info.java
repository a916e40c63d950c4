/** What crosses a process border: wire records between platform and deployer, and typed NIM custom resources. */
@NullMarked
package io.sextant.contract;

import org.jspecify.annotations.NullMarked;
