// Cost against latency, one mark per candidate; less is better on both axes.
// {
//   x: { label: "TTFT p95", unit: "ms", target: 600 },             target null: nothing is asked of this axis
//   y: { label: "Cost", unit: "USD/h", target: null },
//   points: [{
//     gpu: "H100 SXM", label: "FP8 · TP2 · 2 replicas", provenance: "modelled", facts: ["4 GPUs", "concurrency 32"],
//     x: 412, xLow: 330, xHigh: 590, y: 13.96,                     xLow, xHigh: the 80 % interval; both may be absent
//     frontier: true, roles: ["cheapest"],                         roles: cheapest | balanced | fastest, mostly none
//     feasible: true, why: null, href: "/plan?…" }]                why: the reason of an infeasible one; href optional
// }
import { interval, number } from "./numbers.js";
import { SYMBOLS } from "./palette.js";
import { axis, base, tooltip } from "./parts.js";
import { frontierLine, whiskers } from "./tradeoff-frontier.js";
import { limits, marks, roles } from "./tradeoff-series.js";

export function option(data, colours, narrow) {
  const { x, y } = data;
  const edge = farEdge(data);
  const points = data.points.filter((point) => point.x <= edge);
  const frontier = points.filter((point) => point.frontier).sort((a, b) => a.x - b.x);
  const gpus = [...new Set(points.map((point) => point.gpu))];
  const style = (index) => ({ colour: colours.series[index % 6], symbol: SYMBOLS[index % 6] });
  return {
    ...base(colours),
    graphic: beyond(data.points.length - points.length, colours),
    grid: { left: narrow ? 56 : 64, right: 24, top: 64, bottom: 52 },
    legend: { type: "scroll", top: 0, left: 0, data: gpus, textStyle: { color: colours.ink2 }, itemWidth: 12 },
    tooltip: tooltip(colours, "item", ({ data: point }) => describe(point, x, y)),
    xAxis: axis(colours, `${x.label} (${x.unit})`, points.map((point) => point.x), { nameGap: 32 }),
    yAxis: axis(colours, `${y.label} (${y.unit})`, points.map((point) => point.y), { nameGap: narrow ? 40 : 46 }),
    series: [
      limits(x, y, colours),
      frontierLine(frontier, colours),
      whiskers(frontier, colours),
      ...gpus.map((gpu, index) => marks(gpu, points, style(index))),
      roles(points, colours),
    ],
  };
}

// Far beyond the target nothing is decided: those candidates stay in the table and are only counted here.
function farEdge({ x, points }) {
  if (!x.target) return Infinity;
  return Math.max(2.5 * x.target, ...points.filter((point) => point.frontier).map((point) => 1.2 * point.x));
}

function beyond(count, colours) {
  const style = { text: `${count} more beyond the axis →`, fill: colours.ink3, fontSize: 12, fontFamily: colours.font };
  return count ? [{ type: "text", right: 24, top: 42, style }] : [];
}

function describe(point, x, y) {
  const latency = `${x.label} ${number(point.x)} ${x.unit}${interval(point.xLow, point.xHigh)}, ${point.provenance}`;
  const why = point.feasible ? [] : [`Not feasible: ${point.why ?? "misses the SLA"}`];
  return [`${point.gpu} · ${point.label}`, latency, `${y.label} ${number(point.y)} ${y.unit}`, ...(point.facts ?? []), ...why].join("\n");
}
