// A classic script in <head>: the chosen theme must be set before the first paint, and CSP allows no inline script.
try {
  const chosen = localStorage.getItem("sextant.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden; the system's preference then holds.
}
