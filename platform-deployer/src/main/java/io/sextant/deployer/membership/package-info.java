/** What a deployer keeps of its membership: its credential, and how far it is in getting the next one. */
@NullMarked
package io.sextant.deployer.membership;

import org.jspecify.annotations.NullMarked;
