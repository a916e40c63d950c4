import { enliven } from "./behaviour.js";

const word = (region) => region.querySelector("[data-live-say]")?.textContent.trim();

/** Puts the children of fresh into region, keeps what the reader has unfolded, and says aloud what data-live-say marks. */
export function swap(region, fresh) {
  const said = word(region);
  const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
  region.replaceChildren(...fresh.childNodes);
  for (const id of open) region.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  enliven(region);
  if (word(region) !== said) document.getElementById("announcer").textContent = word(region) ?? "";
}
