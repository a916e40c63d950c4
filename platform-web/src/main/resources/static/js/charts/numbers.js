const LOG_SPAN = 50;

/** A number as people read it: three significant places at most below a hundred, none after the point above. */
export function number(value) {
  if (value == null) return "–";
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString("en-GB", { maximumFractionDigits: digits });
}

/** The 80 % interval in brackets, or nothing where there is none. */
export function interval(low, high) {
  return low == null || high == null ? "" : ` (80 %: ${number(low)}–${number(high)})`;
}

/** Past a span of fifty a linear axis hides its lower end. */
export function needsLog(values) {
  const known = values.filter((value) => value != null);
  const low = Math.min(...known);
  return low > 0 && Math.max(...known) / low > LOG_SPAN;
}
