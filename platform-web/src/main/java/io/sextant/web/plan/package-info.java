/** The plan page: a form, and beside it what the form means in latency, money and quota. */
@NullMarked
package io.sextant.web.plan;

import org.jspecify.annotations.NullMarked;
