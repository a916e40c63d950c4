// The layers of the trade-off chart, from back to front.
import { number } from "./numbers.js";
import { faded } from "./palette.js";
import { targets, unseen } from "./parts.js";

const SIZE = 11;

/** The targets as lines, and what lies beyond them shaded. */
export function limits(x, y, colours) {
  const asked = [["xAxis", x], ["yAxis", y]].filter(([, axis]) => axis.target != null);
  const line = ([key, { target, unit }]) => ({
    [key]: target,
    label: { formatter: `target ${number(target)} ${unit}`, position: "end", distance: 4 },
  });
  return {
    ...unseen(asked.length ? [[x.target ?? "-", y.target ?? "-"]] : []),
    markLine: targets(colours, asked.map(line)),
    markArea: { silent: true, itemStyle: { color: faded(colours.danger, 0.07) }, data: asked.map(([key, { target }]) => [{ [key]: target }, {}]) },
  };
}

/** Steps rather than slopes: between two candidates there is nothing to buy. */
export const frontierLine = (frontier, colours) => ({
  type: "line", step: "end", silent: true, symbol: "none", z: 3,
  lineStyle: { color: colours.brassMark, width: 2 },
  data: frontier.map((point) => [point.x, point.y]),
});

/** The interval of each candidate on the frontier; on every candidate they would hide the marks. */
export const whiskers = (frontier, colours) => ({
  type: "custom", silent: true, clip: true, z: 2,
  encode: { x: [], y: 1 },
  data: frontier.filter((point) => point.xLow != null).map((point) => [point.xLow, point.y, point.xHigh]),
  renderItem: (_, api) => {
    const [x1, y1] = api.coord([api.value(0), api.value(1)]);
    const [x2, y2] = api.coord([api.value(2), api.value(1)]);
    return { type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colours.ink3, lineWidth: 1 } };
  },
});

/** The candidates of one GPU product: filled when feasible, hollow when not. */
export const marks = (gpu, points, { colour, symbol }) => ({
  name: gpu, type: "scatter", symbol, symbolSize: SIZE, z: 4,
  itemStyle: { color: colour, opacity: 1 },
  emphasis: { scale: 1.4 },
  data: points.filter((point) => point.gpu === gpu).map((point) => ({
    ...point,
    value: [point.x, point.y],
    cursor: point.href ? "pointer" : "default",
    itemStyle: { borderColor: colour, borderWidth: 1.5, ...(point.feasible ? {} : { color: faded(colour, 0.01), opacity: 0.65 }) },
  })),
});

/** A ring and a name around cheapest, balanced and fastest. */
export const roles = (points, colours) => ({
  type: "scatter", symbol: "circle", symbolSize: SIZE + 10, silent: true, z: 5,
  itemStyle: { color: "transparent", borderColor: colours.brassMark, borderWidth: 2 },
  labelLayout: { moveOverlap: "shiftY" },
  label: {
    show: true, position: [SIZE + 12, -16], formatter: ({ data: point }) => point.text, color: colours.ink, fontWeight: 600, fontSize: 12,
    padding: [3, 6], borderRadius: 3, borderWidth: 1, borderColor: colours.brassMark, backgroundColor: colours.surface,
  },
  data: points.filter((point) => point.roles?.length).map((point) => ({ value: [point.x, point.y], text: point.roles.join(" = ") })),
});
