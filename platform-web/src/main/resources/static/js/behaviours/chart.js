// <div class="chart-canvas" data-chart="tradeoff" data-chart-src="/plan/tradeoff.json" role="img" aria-label="…"></div>
// or, in place of data-chart-src, a sibling <script type="application/json" data-chart-json>. The kind names a module in
// ../charts/ that turns data and palette into an ECharts option; it also says which JSON it wants. A canvas that htmx
// keeps (hx-preserve) is drawn anew when a new script arrives beside it.
import { behaviour } from "../behaviour.js";
import { byKeyboard } from "../charts/keys.js";
import { palette } from "../charts/palette.js";

const KINDS = {
  tradeoff: () => import("../charts/tradeoff.js"),
  curve: () => import("../charts/curve.js"),
  growth: () => import("../charts/growth.js"),
  day: () => import("../charts/day.js"),
  comparison: () => import("../charts/comparison.js"),
  bars: () => import("../charts/bars.js"),
  served: () => import("../charts/served.js"),
};
const redraws = new WeakMap();

async function dataOf(element) {
  if (!element.dataset.chartSrc) return JSON.parse(element.parentElement.querySelector("[data-chart-json]").textContent);
  const answer = await fetch(element.dataset.chartSrc, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} from ${element.dataset.chartSrc}`);
  return answer.json();
}

async function draw(element) {
  const [echarts, kind] = await Promise.all([import("../../vendor/echarts.esm.min.js"), KINDS[element.dataset.chart]()]);
  let data = await dataOf(element);
  if (!element.isConnected) return;
  const chart = echarts.init(element, null, { renderer: "svg" });
  element.dataset.label = element.getAttribute("aria-label") ?? "";
  const render = () => {
    const option = kind.option(data, palette(), element.clientWidth < 560);
    chart.setOption({ animation: false, aria: { enabled: true, label: { description: element.dataset.label } }, ...option }, true);
  };
  render();
  redraws.set(element, () => dataOf(element).then((fresh) => ((data = fresh), render())));
  chart.on("click", ({ data: point }) => point?.href && location.assign(point.href));
  byKeyboard(chart, element);

  document.addEventListener("sextant:theme", render);
  const size = new ResizeObserver(() => {
    if (element.isConnected) {
      chart.resize();
      render();
      return;
    }
    size.disconnect();
    document.removeEventListener("sextant:theme", render);
    chart.dispose();
  });
  size.observe(element);
}

behaviour("[data-chart]", (element) => draw(element).catch((reason) => {
  element.textContent = "The chart cannot be drawn; the table below has its numbers.";
  console.error("chart", element.dataset.chart, reason);
}));
behaviour("[data-chart-json]", (script) => redraws.get(script.parentElement.querySelector("[data-chart]"))?.());
