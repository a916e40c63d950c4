// <section data-live-src="/deployments/1?fragment=status" data-live-events="/deployments/1/events" data-live-every="5000">
// A part of the page that follows the server. An event of the stream ("changed" or unnamed) means "ask again", so a lost one costs nothing;
// without a stream, or while it is broken, the part is asked for every so many milliseconds. The server ends the
// following by an answer whose element carries data-live-end. Inside, <span data-live-age></span> says how old it is.
import { behaviour, enliven } from "../behaviour.js";

const spoken = (seconds) => (seconds < 2 ? "updated just now" : seconds < 90 ? `updated ${seconds} s ago` : `updated ${Math.round(seconds / 60)} min ago`);

behaviour("[data-live-src]", (region) => {
  const every = Number(region.dataset.liveEvery) || 5000;
  let asked = 0;
  let heard = Date.now();
  let busy = false;
  let last = "";

  const refresh = async () => {
    asked = Date.now();
    if (busy) return;
    busy = true;
    try {
      const answer = await fetch(region.dataset.liveSrc, { headers: { "HX-Request": "true", Accept: "text/html" } });
      if (answer.ok) show(await answer.text());
      region.dataset.liveState = answer.ok ? "live" : "lost";
    } catch {
      region.dataset.liveState = "lost";
    }
    busy = false;
  };

  const show = (html) => {
    heard = Date.now();
    if (html === last) return;
    last = html;
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-live-src], [data-live-end]");
    if (!fresh) return;
    if (fresh.matches("[data-live-end]")) stop();
    const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
    region.replaceChildren(...fresh.childNodes);
    for (const id of open) region.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    enliven(region);
  };

  const stream = region.dataset.liveEvents ? new EventSource(region.dataset.liveEvents) : null;
  for (const kind of ["message", "changed"]) stream?.addEventListener(kind, refresh);
  const tick = setInterval(() => {
    if (!region.isConnected) return stop();
    const age = region.querySelector("[data-live-age]");
    if (age) age.textContent = spoken(Math.round((Date.now() - heard) / 1000));
    const due = stream?.readyState === EventSource.OPEN ? every * 6 : every;
    if (!document.hidden && Date.now() - asked > due) refresh();
  }, 1000);
  const stop = () => {
    clearInterval(tick);
    stream?.close();
  };
});
