// What all charts share: type, axes, tooltip, targets.
import { needsLog, number } from "./numbers.js";

export const base = (colours) => ({ textStyle: { fontFamily: colours.font, color: colours.ink } });

// By itself a log axis begins and ends at powers of ten, which may leave two thirds of it empty.
const snug = { type: "log", min: (range) => range.min * 0.9, max: (range) => range.max * 1.1 };

export function axis(colours, name, values, more = {}) {
  const log = needsLog(values);
  const ends = log ? { showMinLabel: false, showMaxLabel: false } : {};
  return {
    ...(log ? snug : { type: "value" }),
    name,
    nameLocation: "middle",
    nameTextStyle: { color: colours.ink2, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: colours.lineStrong } },
    axisTick: { show: true, lineStyle: { color: colours.lineStrong } },
    axisLabel: { color: colours.ink2, fontSize: 12, hideOverlap: true, formatter: number, ...ends },
    splitLine: { lineStyle: { color: colours.line, type: [2, 4] } },
    ...more,
  };
}

/** richText, because HTML tooltips need inline styles, which CSP forbids. */
export const tooltip = (colours, trigger, formatter) => ({
  trigger,
  renderMode: "richText",
  confine: true,
  axisPointer: { type: "line", lineStyle: { color: colours.ink3 } },
  backgroundColor: colours.raised,
  borderColor: colours.lineStrong,
  borderWidth: 1,
  padding: [8, 12],
  textStyle: { color: colours.ink, fontSize: 13, width: 340, overflow: "break" },
  formatter,
});

/** Dashed lines for targets and limits; each of lines is { xAxis or yAxis, label: { formatter } }. */
export const targets = (colours, lines) => ({
  silent: true,
  symbol: "none",
  lineStyle: { color: colours.danger, type: [6, 4], width: 1.5 },
  label: { color: colours.danger, fontSize: 12 },
  data: lines,
});

/** Marks nobody sees, for an axis that has to reach a target or hold a band. */
export const unseen = (data) => ({ type: "scatter", silent: true, symbolSize: 0, tooltip: { show: false }, data });
