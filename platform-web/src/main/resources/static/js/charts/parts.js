// What all charts share: numbers as text, axes, tooltip.
import { faded } from "./palette.js";

const LOG_SPAN = 50;

export function number(value) {
  if (value == null) return "–";
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString("en-GB", { maximumFractionDigits: digits });
}

/** Past a span of fifty a linear axis hides its lower end. */
export function scale(values) {
  const known = values.filter((value) => value != null);
  const low = Math.min(...known);
  return low > 0 && Math.max(...known) / low > LOG_SPAN ? "log" : "value";
}

// By itself a log axis begins and ends at powers of ten, which may leave two thirds of it empty.
const snug = { min: (range) => range.min * 0.9, max: (range) => range.max * 1.1 };

export function axis(colours, name, values, more = {}) {
  const log = scale(values) === "log";
  return {
    type: log ? "log" : "value",
    ...(log ? snug : {}),
    name,
    nameLocation: "middle",
    nameTextStyle: { color: colours.ink2, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: colours.lineStrong } },
    axisTick: { show: true, lineStyle: { color: colours.lineStrong } },
    axisLabel: { color: colours.ink2, fontSize: 12, hideOverlap: true, formatter: number, ...(log ? { showMinLabel: false, showMaxLabel: false } : {}) },
    splitLine: { lineStyle: { color: colours.line, type: [2, 4] } },
    minorTick: { show: true, splitNumber: 5, lineStyle: { color: colours.line } },
    ...more,
  };
}

/** richText, because HTML tooltips need inline styles, which CSP forbids. */
export function tooltip(colours, formatter, more = {}) {
  return {
    renderMode: "richText",
    confine: true,
    backgroundColor: colours.raised,
    borderColor: colours.lineStrong,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: colours.ink, fontFamily: colours.font, fontSize: 13, lineHeight: 19 },
    formatter,
    ...more,
  };
}

export const base = (colours) => ({ textStyle: { fontFamily: colours.font, color: colours.ink } });

/** A target drawn as a dashed line with its name at the end. */
export const targetLine = (colours, where, text, position = "insideEndTop") => ({
  silent: true,
  symbol: "none",
  lineStyle: { color: colours.danger, type: [6, 4], width: 1.5 },
  label: { color: colours.danger, fontSize: 12, formatter: text, position },
  data: [where],
});

export const zone = (colours, from) => ({ silent: true, itemStyle: { color: faded(colours.danger, 0.07) }, data: [[from, {}]] });
