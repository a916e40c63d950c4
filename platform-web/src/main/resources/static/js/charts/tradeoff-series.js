// The trade-off chart: its targets, its candidates and the three that have a name.
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
    markArea: { silent: true, itemStyle: { color: faded(colours.danger, 0.07) }, data: asked.map(beyond) },
  };
}

// An area runs from the target to the end of the axis: upwards where less is better, downwards where more is.
const beyond = ([key, { target, more }]) => [{ [key]: target }, more ? { [key]: 0 } : {}];

/** The candidates of one GPU product: filled when feasible, hollow when not. */
export const marks = (gpu, points, { colour, symbol }, hrefBase) => ({
  name: gpu, type: "scatter", symbol, symbolSize: SIZE, z: 4,
  itemStyle: { color: colour, opacity: 1 },
  emphasis: { scale: 1.4 },
  data: points.filter((point) => point.gpu === gpu).map((point) => ({
    ...point,
    value: [point.x, point.y],
    href: point.href && hrefBase + encodeURIComponent(point.href),
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
