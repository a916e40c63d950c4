// Latency and throughput over concurrency, one panel under the other on one shared axis.
// {
//   percentile: "p95", concurrency: [1, 2, 4, 8], cStar: 24,       cStar null: no concurrency holds the SLA
//   evidence: [{ kind: "modelled", source: "…" }, …],              of each concurrency: measured points are filled
//   panels: [{
//     label: "TTFT", unit: "ms", values: [...], target: 600,       one value per concurrency; target null: none
//     low: [...], high: [...],                                     the 80 % band; both may be absent
//     upper: { label: "p99", values: [...] },                      a dashed line above; optional
//     measured: [[8, 212]] }]                                      measured points as [concurrency, value]; optional
// }
import { panelSeries, valuesOf } from "./curve-series.js";
import { interval, number } from "./numbers.js";
import { axis, base, tooltip } from "./parts.js";

export function option(data, colours, narrow) {
  const { panels } = data;
  const left = narrow ? 56 : 68;
  const share = 92 / panels.length;
  const place = (index) => ({ left, right: 24, top: `${5 + index * share}%`, height: `${share - 7}%`, outerBoundsMode: "none" });
  return {
    ...base(colours),
    tooltip: tooltip(colours, "axis", (items) => describe(items[0].value[0], data)),
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    grid: panels.map((_, index) => place(index)),
    xAxis: panels.map((_, index) => abscissa(data, colours, index)),
    yAxis: panels.map((panel, index) => ordinate(panel, colours, index, left)),
    series: panels.flatMap((panel, index) => panelSeries(panel, index, data, colours)),
  };
}

function abscissa({ concurrency, panels }, colours, gridIndex) {
  const last = gridIndex === panels.length - 1;
  return {
    ...axis(colours, last ? "Concurrency per replica (requests in flight)" : "", [], { gridIndex, nameGap: 30 }),
    type: "log",
    logBase: 2,
    min: concurrency[0],
    max: concurrency.at(-1),
    axisLabel: { show: last, color: colours.ink2, formatter: number },
  };
}

// The name lies above its panel: beside it there is no room for "Throughput (tok/s)".
function ordinate(panel, colours, gridIndex, left) {
  const nameTextStyle = { color: colours.ink2, fontSize: 12, align: "left", padding: [0, 0, 0, 8 - left] };
  const more = { gridIndex, nameLocation: "end", nameGap: 14, nameTextStyle, splitNumber: 3 };
  return axis(colours, `${panel.label} (${panel.unit})`, valuesOf(panel), more);
}

function describe(concurrency, { concurrency: all, percentile, panels, evidence }) {
  const at = all.indexOf(concurrency);
  if (at < 0) return `Measured at concurrency ${concurrency}`;
  const row = ({ label, values, unit, low, high }) => `${label} ${number(values[at])} ${unit}${interval(low?.[at], high?.[at])}`;
  const from = evidence?.[at] ? [`${evidence[at].kind}: ${evidence[at].source}`] : [];
  return [`Concurrency ${concurrency}, ${percentile}`, ...panels.map(row), ...from].join("\n");
}
