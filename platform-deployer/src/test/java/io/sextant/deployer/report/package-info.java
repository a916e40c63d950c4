@NullMarked
package io.sextant.deployer.report;

import org.jspecify.annotations.NullMarked;
