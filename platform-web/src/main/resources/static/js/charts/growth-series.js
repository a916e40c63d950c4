// One panel of the chart of growth: a line with its band for each path, the target, and where the SLA breaks.
import { number } from "./numbers.js";
import { faded } from "./palette.js";
import { targets, unseen } from "./parts.js";

const STYLES = [{ symbol: "circle", type: "solid" }, { symbol: "rect", type: [6, 4] }];

/** Everything the panel's axis has to hold. */
export const valuesOf = ({ series, target }) =>
  [...series.flatMap(({ values, high }) => [...values, ...(high ?? [])]), ...(target ? [target] : [])];

export function panelSeries(data, index, colours) {
  const { paths, panels, x } = data;
  const panel = panels[index];
  const hold = unseen(valuesOf(panel).map((value) => [x.today, value]));
  const layers = paths.flatMap((path, at) => [
    panel.series[at].low && band(path, panel.series[at], faded(colours.series[at], 0.12)),
    line(path, at, panel, colours, lines(path, panel, at, index, colours)),
  ]);
  return [hold, ...layers].filter(Boolean).map((layer) => ({ ...layer, xAxisIndex: index, yAxisIndex: index }));
}

const line = ({ name, loads }, path, { series }, colours, markLine) => ({
  name, type: "line", z: 3, symbol: STYLES[path].symbol, symbolSize: 6, showAllSymbol: true, markLine,
  itemStyle: { color: colours.series[path] },
  lineStyle: { color: colours.series[path], width: 2, type: STYLES[path].type },
  data: loads.map((load, at) => ({ value: [load, series[path].values[at]], path, at })),
});

// A polygon rather than two stacked lines: stacking is wrong on a log axis.
const band = ({ loads }, { low, high }, colour) => ({
  type: "custom", silent: true, clip: true, z: 1,
  data: [[loads[0], low[0]]],
  renderItem: (_, api) => {
    const edge = (values) => loads.map((load, at) => api.coord([load, values[at]]));
    return { type: "polygon", shape: { points: [...edge(high), ...edge(low).reverse()] }, style: { fill: colour } };
  },
});

function lines({ breaks }, { target, unit }, path, index, colours) {
  const asked = { yAxis: target, label: { formatter: `target ${number(target)} ${unit}`, position: "insideStartTop" } };
  const broken = breaks.map(({ load, label: says }) => ({
    xAxis: load,
    lineStyle: { color: colours.series[path], type: "solid", width: 1.5 },
    label: { show: index === 0, formatter: says, position: "end", color: colours.series[path], fontWeight: 600 },
  }));
  return targets(colours, [...(target && path === 0 ? [asked] : []), ...broken]);
}
