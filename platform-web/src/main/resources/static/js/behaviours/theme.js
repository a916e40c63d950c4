// <button data-theme-toggle hidden><span data-theme-name></span></button>: goes round auto, light, dark.
import { behaviour } from "../behaviour.js";

const KEY = "sextant.theme";
const NAMES = { auto: "Auto", light: "Light", dark: "Dark" };
const ORDER = Object.keys(NAMES);

const current = () => document.documentElement.dataset.theme ?? "auto";

function choose(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Not remembered, but still applied to this page.
  }
  document.dispatchEvent(new CustomEvent("sextant:theme"));
}

behaviour("[data-theme-toggle]", (button) => {
  const name = button.querySelector("[data-theme-name]");
  const show = () => (name.textContent = NAMES[current()]);
  button.addEventListener("click", () => {
    choose(ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length]);
    show();
  });
  show();
  button.hidden = false;
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new CustomEvent("sextant:theme")));
