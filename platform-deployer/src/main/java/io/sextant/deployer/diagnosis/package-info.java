/** Why a deployment is not there yet, in the contract's reasons and a sentence for its team. */
@NullMarked
package io.sextant.deployer.diagnosis;

import org.jspecify.annotations.NullMarked;
