/** The visible behaviour of the NVIDIA NIM Operator and of the NIMs it starts. */
@NullMarked
package io.sextant.sandbox.nimoperator;

import org.jspecify.annotations.NullMarked;
