// <form data-autosubmit="350">: sends itself once nothing has been typed for so many milliseconds. With hx-get and hx-target
// on the form the answer goes into the live panel; without, it is an ordinary GET form and its button stays of use.
import { behaviour } from "../behaviour.js";

behaviour("form[data-autosubmit]", (form) => {
  const pause = Number(form.dataset.autosubmit) || 350;
  let timer;
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => form.isConnected && form.matches(":valid") && form.requestSubmit(), delay);
  };
  form.addEventListener("input", (event) => later(event.target.matches("select, [type=radio], [type=checkbox]") ? 0 : pause));
});
