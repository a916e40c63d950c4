/** The organisation's file over REST. */
@NullMarked
package io.sextant.api.orgfile.web;

import org.jspecify.annotations.NullMarked;
