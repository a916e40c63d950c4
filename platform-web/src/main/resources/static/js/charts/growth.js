// Two ways to grow from today's load to the peak, one panel under the other on one shared axis.
// {
//   x: { label: "Load", unit: "requests/s", today: 2, peak: 8 },
//   paths: [{ name: "More replicas", loads: [2, 3, 4], facts: ["2 replicas, 8 in flight each", …],
//             breaks: [{ load: 4.2, label: "ITL breaks" }] }],
//   panels: [{ label: "ITL p95", unit: "ms", target: 25,           target null: none
//              series: [{ values: [...], low: [...], high: [...] }, …] }]   one per path; low and high may be absent
// }
import { panelSeries, valuesOf } from "./growth-series.js";
import { interval, number } from "./numbers.js";
import { axis, base, tooltip } from "./parts.js";

export function option(data, colours, narrow) {
  const { panels, paths } = data;
  const left = narrow ? 56 : 68;
  const share = 86 / panels.length;
  const place = (index) => ({ left, right: 24, top: `${11 + index * share}%`, height: `${share - 8}%`, outerBoundsMode: "none" });
  return {
    ...base(colours),
    legend: { top: 0, left: 0, data: paths.map(({ name }) => name), textStyle: { color: colours.ink2 } },
    tooltip: tooltip(colours, "item", ({ data: point }) => describe(point, data)),
    grid: panels.map((_, index) => place(index)),
    xAxis: panels.map((_, index) => abscissa(data, colours, index)),
    yAxis: panels.map((panel, index) => ordinate(panel, colours, index, left)),
    series: panels.flatMap((_, index) => panelSeries(data, index, colours)),
  };
}

function abscissa({ x, panels }, colours, gridIndex) {
  const last = gridIndex === panels.length - 1;
  return {
    ...axis(colours, last ? `${x.label} (${x.unit})` : "", [], { gridIndex, nameGap: 28 }),
    min: x.today,
    max: x.peak,
    axisLabel: { show: last, color: colours.ink2, formatter: number, hideOverlap: true },
  };
}

function ordinate(panel, colours, gridIndex, left) {
  const nameTextStyle = { color: colours.ink2, fontSize: 12, align: "left", padding: [0, 0, 0, 8 - left] };
  const more = { gridIndex, nameLocation: "end", nameGap: 12, nameTextStyle, splitNumber: 3, ...(panel.fromZero ? { min: 0 } : {}) };
  return axis(colours, `${panel.label} (${panel.unit})`, valuesOf(panel), more);
}

function describe({ path, at }, { x, paths, panels }) {
  const { name, loads, facts } = paths[path];
  const row = ({ label, unit, series }) => {
    const { values, low, high } = series[path];
    return `${label} ${number(values[at])} ${unit}${interval(low?.[at], high?.[at])}`;
  };
  return [`${name} at ${number(loads[at])} ${x.unit}`, facts[at], ...panels.map(row)].join("\n");
}
