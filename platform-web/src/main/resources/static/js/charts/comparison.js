// The frontiers of up to four plans in one chart.
// {
//   x: { label: "E2E p95", unit: "ms", target: 7000 }, y: { label: "Cost", unit: "USD/h", target: null },
//   sources: ["roofline …"],
//   series: [{ name: "Llama 3.1 8B", available: true,             available false: drawn dashed, cannot be had as asked
//     points: [{ …a point of tradeoff.js }] }]                     from cheapest to fastest
// }
import { SYMBOLS } from "./palette.js";
import { axis, base, tooltip } from "./parts.js";
import { describe } from "./tradeoff.js";
import { limits, roles } from "./tradeoff-series.js";

export function option({ x, y, sources, series }, colours, narrow) {
  const points = series.flatMap((one) => one.points);
  return {
    ...base(colours),
    grid: { left: narrow ? 56 : 64, right: 32, top: 64, bottom: 52 },
    legend: { type: "scroll", top: 0, left: 0, data: series.map(({ name }) => name), textStyle: { color: colours.ink2 } },
    tooltip: tooltip(colours, "item", ({ data: point }) => describe(point, x, y, sources)),
    xAxis: axis(colours, `${x.label} (${x.unit})`, points.map((point) => point.x), { nameGap: 32 }),
    yAxis: axis(colours, `${y.label} (${y.unit})`, points.map((point) => point.y), { nameGap: narrow ? 40 : 46 }),
    series: [limits(x, y, colours), ...series.map((one, index) => line(one, index, colours)), roles(points, colours)],
  };
}

const line = ({ name, available, points }, index, colours) => ({
  name, type: "line", step: "end", symbol: SYMBOLS[index], symbolSize: 10, showAllSymbol: true, z: 4,
  itemStyle: { color: available ? colours.series[index] : colours.surface, borderColor: colours.series[index], borderWidth: 1.5 },
  lineStyle: { color: colours.series[index], width: 2, type: available ? "solid" : [6, 4] },
  data: [...points].sort((a, b) => a.x - b.x).map((point) => ({ ...point, value: [point.x, point.y], cursor: point.href ? "pointer" : "default" })),
});
