// What candidates give on two scales, one mark per candidate.
// {
//   x: { label: "TTFT p95", unit: "ms", target: 600, more: false },   target null: nothing is asked; more: true where more is better
//   y: { label: "Cost", unit: "USD/h", target: null, more: false },
//   sources: ["roofline …"], hrefBase: "/plan?…&candidate=",       what figures rest on; a point names one by its place
//   points: [{
//     gpu: "H100 SXM", label: "FP8 · TP2 · 2 replicas", provenance: "modelled", source: 0, cluster: "east", inFlight: 32,
//     x: 412, xLow: 330, xHigh: 590, y: 13.96, yLow: null, yHigh: null,   the 80 % intervals; null where there is none
//     frontier: true, roles: ["cheapest"],                         roles: cheapest | knee | fastest, mostly none
//     feasible: true, why: null, href: "east.h100.c8" }]                why: the reason of an infeasible one; href its end, optional
// }
import { interval, number } from "./numbers.js";
import { SYMBOLS } from "./palette.js";
import { axis, base, tooltip } from "./parts.js";
import { frontierLine, whiskers } from "./tradeoff-frontier.js";
import { limits, marks, roles } from "./tradeoff-series.js";

export function option(data, colours, narrow) {
  const { x, y, sources } = data;
  const edge = farEdge(data);
  const points = data.points.filter((point) => point.x <= edge);
  const frontier = points.filter((point) => point.frontier).sort((a, b) => a.x - b.x);
  const gpus = [...new Set(points.map((point) => point.gpu))];
  return {
    ...base(colours),
    graphic: beyond(data.points.length - points.length, colours),
    grid: { left: narrow ? 56 : 64, right: 24, top: 64, bottom: 52 },
    legend: { type: "scroll", top: 0, left: 0, data: gpus, textStyle: { color: colours.ink2 }, itemWidth: 12 },
    tooltip: tooltip(colours, "item", ({ data: point }) => describe(point, x, y, sources)),
    xAxis: axis(colours, `${x.label} (${x.unit})`, points.map((point) => point.x), { nameGap: 32 }),
    yAxis: axis(colours, `${y.label} (${y.unit})`, points.map((point) => point.y), { nameGap: narrow ? 40 : 46 }),
    series: [
      limits(x, y, colours),
      frontierLine(frontier, x.more, colours),
      whiskers(frontier, colours),
      ...gpus.map((gpu, index) => marks(gpu, points, { colour: colours.series[index % 6], symbol: SYMBOLS[index % 6] }, data.hrefBase)),
      roles(points, colours),
    ],
  };
}

// Far beyond the target nothing is decided: those candidates stay in the table and are only counted here.
function farEdge({ x, points }) {
  if (!x.target || x.more) return Infinity;
  return Math.max(2.5 * x.target, ...points.filter((point) => point.frontier).map((point) => 1.2 * point.x));
}

function beyond(count, colours) {
  const style = { text: `${count} more beyond the axis →`, fill: colours.ink3, fontSize: 12, fontFamily: colours.font };
  return count ? [{ type: "text", right: 24, top: 42, style }] : [];
}

export function describe(point, x, y, sources) {
  const reading = (axis, value, low, high) => `${axis.label} ${number(value)} ${axis.unit}${interval(low, high)}`;
  const why = point.feasible ? [] : [`Not feasible: ${point.why ?? "misses the SLA"}`];
  const from = `${point.provenance}: ${sources[point.source]}`;
  const figures = [reading(x, point.x, point.xLow, point.xHigh), reading(y, point.y, point.yLow, point.yHigh), from];
  const load = `Up to ${number(point.inFlight)} requests in flight per replica, cluster ${point.cluster}`;
  return [`${point.gpu} · ${point.label}`, ...figures, load, ...why].join("\n");
}
