// Entry point: every behaviour hangs on a data-* attribute; pages load nothing else.
import "./behaviours/theme.js";
import "./behaviours/copy.js";
import "./behaviours/autosubmit.js";
import "./behaviours/slider.js";
import "./behaviours/unfolded.js";
import "./behaviours/live.js";
import "./behaviours/fill.js";
import "./behaviours/csrf.js";
import "./behaviours/tryit.js";
import "./behaviours/focus.js";
import "./behaviours/chart.js";
