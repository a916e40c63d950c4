// <form data-tryit action="/deployments/1/try" method="post">: sends the prompt and shows the answer as it comes.
// The stream's events, each with JSON as data:
//   token    { "text": "…" }
//   measured { "ttftMs": 212.4, "itlMs": 18.2, "e2eMs": 4711.0, "outputTokens": 256 }     once, at the end
//   problem  { "title": "…", "detail": "…", "remedy": "…" }                               in place of the rest
// Without scripts the same form is posted plainly and the page comes back with the whole answer.
import { behaviour } from "../behaviour.js";
import { events } from "../sse.js";

const part = (form, name) => form.closest("[data-tryit-scope]").querySelector(`[data-tryit-${name}]`);

function showMeasured(form, measured) {
  for (const cell of form.closest("[data-tryit-scope]").querySelectorAll("[data-tryit-measured]")) {
    const value = measured[cell.dataset.tryitMeasured];
    const promised = Number(cell.dataset.tryitPromised);
    const held = value <= promised;
    cell.textContent = value == null ? "–" : `${value.toLocaleString("en-GB", { maximumFractionDigits: 1 })} ${cell.dataset.tryitUnit ?? ""}`;
    if (promised && value != null) cell.textContent += held ? " · within the promise" : " · above the promise";
    cell.classList.toggle("held", Boolean(promised) && held);
    cell.classList.toggle("missed", Boolean(promised) && !held);
  }
}

async function run(form, answer, status, signal) {
  const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/event-stream" }, signal });
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) throw await response.json().catch(() => ({ title: `The server answered ${response.status}` }));
  for await (const { event, data } of events(response)) {
    const content = JSON.parse(data);
    if (event === "token") answer.append(content.text);
    else if (event === "measured") showMeasured(form, content);
    else if (event === "problem") throw content;
  }
  status.textContent = "Answered.";
}

behaviour("form[data-tryit]", (form) => {
  const [answer, status, stop] = ["answer", "status", "stop"].map((name) => part(form, name));
  let abort;
  stop.addEventListener("click", () => abort?.abort());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (abort) return;
    abort = new AbortController();
    stop.hidden = false;
    answer.replaceChildren();
    answer.setAttribute("aria-busy", "true");
    status.textContent = "Waiting for the first token …";
    await run(form, answer, status, abort.signal).catch((reason) => {
      status.textContent = reason.name === "AbortError" ? "Stopped." : [reason.title ?? "The connection was lost", reason.detail, reason.remedy].filter(Boolean).join(". ");
    });
    answer.setAttribute("aria-busy", "false");
    stop.hidden = true;
    abort = null;
  });
});
