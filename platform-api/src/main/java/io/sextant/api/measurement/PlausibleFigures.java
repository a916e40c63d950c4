package io.sextant.api.measurement;

import java.util.List;

/** Decides whether the figures of a row can be true. */
interface PlausibleFigures {
    /** What speaks against them; empty if nothing does. */
    List<RowProblem> problems(CheckedRow row);
}
