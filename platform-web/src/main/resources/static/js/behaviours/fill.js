// <button data-fill="username=ada@example.org&password=…" data-fill-form="#signin">: puts values into a form's fields.
import { behaviour } from "../behaviour.js";

behaviour("[data-fill]", (button) => {
  const form = document.querySelector(button.dataset.fillForm);
  if (!form) return;
  button.addEventListener("click", () => {
    for (const [name, value] of new URLSearchParams(button.dataset.fill)) form.elements[name].value = value;
    form.querySelector("[type=submit]").focus();
  });
  button.hidden = false;
});
