/** Tests of the organisation's file. */
@NullMarked
package io.sextant.api.orgfile;

import org.jspecify.annotations.NullMarked;
