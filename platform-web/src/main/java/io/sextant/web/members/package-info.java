/** Members of teams, and their service accounts. */
@NullMarked
package io.sextant.web.members;

import org.jspecify.annotations.NullMarked;
