// Latency and throughput over concurrency, one panel under the other, one shared axis.
// {
//   percentile: "p95", concurrency: [1, 2, 4, 8], cStar: 24,         cStar null: no concurrency holds the SLA
//   panels: [{ label: "TTFT", unit: "ms", values: [...], low: [...], high: [...], target: 600, upper: null,
//              measured: [[8, 212]] }]
// }                       low and high: the 80 % band; target null: none; upper: { label: "p99", values } dashed; measured optional
import { faded } from "./palette.js";
import { axis, base, number, targetLine, tooltip } from "./parts.js";

export function option(data, colours, narrow) {
  const count = data.panels.length;
  const left = narrow ? 56 : 68;
  const share = 92 / count;
  return {
    ...base(colours),
    tooltip: tooltip(colours, (items) => describe(items, data), { trigger: "axis", axisPointer: { type: "line", lineStyle: { color: colours.ink3 } } }),
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    grid: data.panels.map((_, index) => ({ left, right: 24, top: `${5 + index * share}%`, height: `${share - 7}%`, outerBoundsMode: "none" })),
    xAxis: data.panels.map((_, index) => abscissa(data, colours, index, index === count - 1)),
    yAxis: data.panels.map((panel, index) =>
      axis(colours, `${panel.label} (${panel.unit})`, all(panel), { ...nameOnTop(colours, left), gridIndex: index, minorTick: { show: false }, splitNumber: 3 })),
    series: data.panels.flatMap((panel, index) => panelSeries(panel, index, data, colours)),
  };
}

const nameOnTop = (colours, left) => ({ nameLocation: "end", nameGap: 10, nameTextStyle: { color: colours.ink2, fontSize: 12, align: "left", padding: [0, 0, 0, 8 - left] } });

const all = (panel) => [...panel.values, ...(panel.low ?? []), ...(panel.high ?? []), ...(panel.target ? [panel.target] : [])];

const abscissa = (data, colours, gridIndex, last) => ({
  ...axis(colours, last ? "Concurrency per replica (requests in flight)" : "", [1], { gridIndex, nameGap: 30, minorTick: { show: false } }),
  type: "log", logBase: 2, min: data.concurrency[0], max: data.concurrency.at(-1), axisLabel: { show: last, color: colours.ink2, formatter: number },
});

function panelSeries(panel, index, data, colours) {
  const colour = colours.series[index % 6];
  const at = { xAxisIndex: index, yAxisIndex: index };
  const pairs = (values) => data.concurrency.map((concurrency, position) => [concurrency, values[position]]);
  const lines = [...(panel.target ? [{ yAxis: panel.target, label: { formatter: `${data.percentile} target ${number(panel.target)} ${panel.unit}`, position: "insideStartTop" } }] : []),
    ...(data.cStar ? [{ xAxis: data.cStar, lineStyle: { color: colours.brassMark, type: "solid", width: 2 }, label: { show: index === 0, formatter: `C* ${data.cStar}`, position: "end", color: colours.brass, fontWeight: 600 } }] : [])];
  return [
    // Nothing to see, but the axis grows to hold the band and the target.
    { ...at, type: "scatter", silent: true, symbolSize: 0, data: all(panel).map((value) => [data.concurrency[0], value]) },
    ...(panel.low ? [band(panel, data, faded(colour, 0.16), at)] : []),
    { ...at, name: panel.label, type: "line", symbol: "circle", symbolSize: 5, z: 3, lineStyle: { color: colour, width: 2 }, itemStyle: { color: colour }, data: pairs(panel.values),
      markLine: { ...targetLine(colours, {}, ""), data: lines } },
    ...(panel.upper ? [{ ...at, name: panel.upper.label, type: "line", symbol: "none", lineStyle: { color: colour, width: 1.5, type: "dashed" }, data: pairs(panel.upper.values) }] : []),
    ...(panel.measured?.length ? [{ ...at, name: "measured", type: "scatter", symbol: "diamond", symbolSize: 11, z: 4, itemStyle: { color: colour, borderColor: colours.surface, borderWidth: 1 }, data: panel.measured }] : []),
  ];
}

// A polygon rather than two stacked lines: stacking is wrong on a log axis.
const band = (panel, data, colour, at) => ({
  ...at, type: "custom", silent: true, clip: true, z: 1, data: [[data.concurrency[0], panel.low[0]]],
  renderItem: (_, api) => {
    const upper = data.concurrency.map((concurrency, position) => api.coord([concurrency, panel.high[position]]));
    const lower = data.concurrency.map((concurrency, position) => api.coord([concurrency, panel.low[position]])).reverse();
    return { type: "polygon", shape: { points: [...upper, ...lower] }, style: { fill: colour } };
  },
});

function describe(items, data) {
  const concurrency = items[0].value[0];
  const position = data.concurrency.indexOf(concurrency);
  const rows = data.panels.map((panel) => `${panel.label} ${number(panel.values[position])} ${panel.unit}${panel.low ? ` (80 %: ${number(panel.low[position])}–${number(panel.high[position])})` : ""}`);
  return [`Concurrency ${concurrency}, ${data.percentile}`, ...rows].join("\n");
}
