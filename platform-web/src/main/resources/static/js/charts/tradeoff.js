// Cost against latency, one mark per candidate.
// {
//   x: { label: "TTFT p95", unit: "ms", target: 600 },              target null: nothing is asked of this axis
//   y: { label: "Cost", unit: "USD/h", target: null },
//   points: [{ gpu: "H100 SXM", label: "FP8 · TP2 · 2 replicas", x: 412, xLow: 330, xHigh: 590, y: 13.96,
//              feasible: true, frontier: true, roles: ["cheapest"],  roles: cheapest | balanced | fastest, mostly empty
//              facts: ["4 GPUs", "concurrency 32"], provenance: "modelled", why: null, href: "/plan?…" }]
// }                                                                  why: the reason of an infeasible one; href, facts optional
import { SYMBOLS, faded } from "./palette.js";
import { axis, base, number, targetLine, tooltip, zone } from "./parts.js";

const SIZE = 11;

export function option(data, colours, narrow) {
  const { x, y } = data;
  const edge = farEdge(data);
  const points = data.points.filter((point) => point.x <= edge);
  const gpus = [...new Set(points.map((point) => point.gpu))];
  const frontier = points.filter((point) => point.frontier).sort((a, b) => a.x - b.x);
  return {
    ...base(colours),
    graphic: beyond(data.points.length - points.length, colours),
    grid: { left: narrow ? 56 : 64, right: 24, top: 64, bottom: 52 },
    legend: { type: "scroll", top: 0, left: 0, data: gpus, textStyle: { color: colours.ink2 }, itemWidth: 12, itemHeight: 10, pageTextStyle: { color: colours.ink2 } },
    tooltip: tooltip(colours, ({ data: point }) => describe(point, x, y), { trigger: "item" }),
    xAxis: axis(colours, `${x.label} (${x.unit})`, points.map((point) => point.x), { nameGap: 32, scale: true }),
    yAxis: axis(colours, `${y.label} (${y.unit})`, points.map((point) => point.y), { nameGap: narrow ? 40 : 46, scale: true }),
    series: [
      limits(x, y, colours),
      frontierLine(frontier, colours),
      spread(frontier, colours),
      ...gpus.map((gpu, index) => marks(gpu, points, colours.series[index % 6], SYMBOLS[index % 6], colours)),
      named(points, colours),
    ],
  };
}

// Far beyond the target nothing is decided: those candidates stay in the table and only count here.
const farEdge = ({ x, points }) => (x.target ? Math.max(2.5 * x.target, ...points.filter((point) => point.frontier).map((point) => 1.2 * point.x)) : Infinity);
const beyond = (count, colours) => (count ? [{ type: "text", right: 24, top: 42, style: { text: `${count} more beyond the axis →`, fill: colours.ink3, fontSize: 12, fontFamily: colours.font } }] : []);

const limits = (x, y, colours) => ({
  type: "scatter",
  data: [[x.target, y.target].every((target) => target == null) ? [] : [x.target ?? "-", y.target ?? "-"]],
  symbolSize: 0,
  silent: true,
  markLine: { ...targetLine(colours, {}, ""), data: [...(x.target ? [line("xAxis", x)] : []), ...(y.target ? [line("yAxis", y)] : [])] },
  markArea: { ...zone(colours, {}), data: [...(x.target ? [[{ xAxis: x.target }, {}]] : []), ...(y.target ? [[{ yAxis: y.target }, {}]] : [])] },
});
const line = (key, { label, target, unit }) => ({ [key]: target, label: { formatter: `target ${number(target)} ${unit}`, position: "end", distance: 4 } });

const frontierLine = (frontier, colours) => ({
  type: "line", step: "end", silent: true, symbol: "none", z: 3, lineStyle: { color: colours.brassMark, width: 2 }, data: frontier.map((point) => [point.x, point.y]),
});

// Whiskers only on the frontier: on every candidate they would hide the marks.
const spread = (frontier, colours) => ({
  type: "custom", silent: true, z: 2, clip: true, data: frontier.filter((point) => point.xLow != null).map((point) => [point.xLow, point.y, point.xHigh]), encode: { x: [], y: 1 },
  renderItem: (_, api) => {
    const [left, top] = api.coord([api.value(0), api.value(1)]);
    const [right] = api.coord([api.value(2), api.value(1)]);
    return { type: "line", shape: { x1: left, y1: top, x2: right, y2: top }, style: { stroke: colours.ink3, lineWidth: 1 } };
  },
});

const marks = (gpu, points, colour, symbol, colours) => ({
  name: gpu, type: "scatter", symbol, symbolSize: SIZE, z: 4, itemStyle: { color: colour, opacity: 1 }, emphasis: { scale: 1.4 },
  data: points.filter((point) => point.gpu === gpu).map((point) => ({
    ...point, value: [point.x, point.y], cursor: point.href ? "pointer" : "default",
    itemStyle: { color: point.feasible ? colour : faded(colours.surface, 0.01), borderColor: colour, borderWidth: 1.5, opacity: point.feasible ? 1 : 0.65 },
  })),
});

const named = (points, colours) => ({
  type: "scatter", symbol: "circle", symbolSize: SIZE + 10, z: 5, silent: true, itemStyle: { color: "transparent", borderColor: colours.brassMark, borderWidth: 2 },
  label: { show: true, position: [SIZE + 12, -16], color: colours.ink, fontWeight: 600, fontSize: 12, padding: [3, 6], borderRadius: 3, borderWidth: 1, borderColor: colours.brassMark, backgroundColor: colours.surface, formatter: ({ data: point }) => point.text },
  labelLayout: { moveOverlap: "shiftY" },
  data: points.filter((point) => point.roles?.length).map((point) => ({ value: [point.x, point.y], text: point.roles.join(" = ") })),
});

function describe(point, x, y) {
  const interval = point.xLow == null ? "" : ` (80 %: ${number(point.xLow)}–${number(point.xHigh)})`;
  return [`${point.gpu} · ${point.label}`, `${x.label} ${number(point.x)} ${x.unit}${interval}, ${point.provenance}`, `${y.label} ${number(point.y)} ${y.unit}`,
    ...(point.facts ?? []), ...(point.feasible ? [] : [`Not feasible: ${point.why ?? "misses the SLA"}`])].join("\n");
}
