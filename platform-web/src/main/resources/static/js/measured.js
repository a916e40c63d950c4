/** Writes measured values beside the promised ones: cells with data-tryit-measured, -promised and -unit. */
export function showMeasured(scope, measured) {
  for (const cell of scope.querySelectorAll("[data-tryit-measured]")) {
    const { tryitMeasured: metric, tryitPromised, tryitUnit = "" } = cell.dataset;
    const value = measured[metric];
    const held = value <= Number(tryitPromised);
    const compared = value != null && tryitPromised != null;
    const text = value == null ? "–" : `${value.toLocaleString("en-GB", { maximumFractionDigits: 1 })} ${tryitUnit}`;
    cell.textContent = compared ? `${text} · ${held ? "within the promise" : "above the promise"}` : text;
    cell.classList.toggle("held", compared && held);
    cell.classList.toggle("missed", compared && !held);
  }
}
