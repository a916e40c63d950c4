// One panel of the curve: band, line, upper percentile, measured points, target and C*.
import { number } from "./numbers.js";
import { faded } from "./palette.js";
import { targets, unseen } from "./parts.js";

/** Everything the panel's axis has to hold. */
export const valuesOf = ({ values, low, high, target }) => [...values, ...(low ?? []), ...(high ?? []), ...(target ? [target] : [])];

export function panelSeries(panel, index, data, colours) {
  const { concurrency } = data;
  const colour = colours.series[index % 6];
  const over = (values) => concurrency.map((requests, position) => [requests, values[position]]);
  const layers = [
    unseen(valuesOf(panel).map((value) => [concurrency[0], value])),
    panel.low && band(panel, concurrency, faded(colour, 0.16)),
    { ...line(panel.label, colour, 2, colours.surface), data: dots(over(panel.values), data, colour), markLine: lines(panel, data, colours, index === 0) },
    panel.upper && { ...line(panel.upper.label, colour, 1.5, colours.surface, "dashed"), symbol: "none", data: over(panel.upper.values) },
    panel.measured?.length && { ...measured(colour, colours.surface), data: panel.measured },
  ];
  return layers.filter(Boolean).map((layer) => ({ ...layer, xAxisIndex: index, yAxisIndex: index }));
}

// Hollow: what the model says.
const line = (name, colour, width, inside, type = "solid") => ({
  name, type: "line", symbol: "circle", symbolSize: 7, showAllSymbol: true, z: 3,
  itemStyle: { color: inside, borderColor: colour, borderWidth: 1.5 },
  lineStyle: { color: colour, width, type },
});

// Filled: what was measured there.
const dots = (points, { evidence }, colour) => points.map((value, at) => (
  evidence?.[at]?.kind === "measured" ? { value, symbol: "diamond", symbolSize: 10, itemStyle: { color: colour } } : { value }
));

const measured = (colour, edge) => ({
  name: "measured", type: "scatter", symbol: "diamond", symbolSize: 11, z: 4, itemStyle: { color: colour, borderColor: edge, borderWidth: 1 },
});

// A polygon rather than two stacked lines: stacking is wrong on a log axis.
const band = ({ low, high }, concurrency, colour) => ({
  type: "custom", silent: true, clip: true, z: 1,
  data: [[concurrency[0], low[0]]],
  renderItem: (_, api) => {
    const edge = (values) => concurrency.map((requests, position) => api.coord([requests, values[position]]));
    return { type: "polygon", shape: { points: [...edge(high), ...edge(low).reverse()] }, style: { fill: colour } };
  },
});

function lines({ target, unit }, { percentile, cStar }, colours, named) {
  const asked = { yAxis: target, label: { formatter: `${percentile} target ${number(target)} ${unit}`, position: "insideStartTop" } };
  const star = {
    xAxis: cStar,
    lineStyle: { color: colours.brassMark, type: "solid", width: 2 },
    label: { show: named, formatter: `C* ${cStar}`, position: "end", color: colours.brass, fontWeight: 600 },
  };
  return targets(colours, [...(target ? [asked] : []), ...(cStar ? [star] : [])]);
}
