// After a refused form has come back, the list of errors takes the focus, in a full page and in a swapped fragment alike.
import { behaviour } from "../behaviour.js";

behaviour("[role=alert][tabindex='-1']", (summary) => {
  if (!summary.closest("[data-autosubmit]")) summary.focus();
});
