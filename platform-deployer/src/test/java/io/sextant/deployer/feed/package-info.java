@NullMarked
package io.sextant.deployer.feed;

import org.jspecify.annotations.NullMarked;
