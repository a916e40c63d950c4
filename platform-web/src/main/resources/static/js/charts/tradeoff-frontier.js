// The trade-off chart: the candidates that no other beats on both axes.

/** Steps rather than slopes: between two candidates there is nothing to buy. */
export const frontierLine = (frontier, more, colours) => ({
  type: "line", step: more ? "start" : "end", silent: true, symbol: "none", z: 3,
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
