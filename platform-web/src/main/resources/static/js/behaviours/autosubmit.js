// <form data-autosubmit="350">: sends itself once nothing has been typed for so many milliseconds, and while a slider in it
// moves. With hx-get and hx-target on the form the answer goes into the live panel (hx-sync="this:queue last" lets the last
// state win); without, it is an ordinary GET form and its button stays of use.
import { behaviour } from "../behaviour.js";

const WHILE_MOVING = 60;

behaviour("form[data-autosubmit]", (form) => {
  const pause = Number(form.dataset.autosubmit) || 350;
  let timer;
  let moving = false;
  const send = () => {
    moving = false;
    if (form.isConnected && form.matches(":valid")) form.requestSubmit();
  };
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  };
  form.addEventListener("input", ({ target }) => {
    if (target.type !== "range") return later(target.matches("select, [type=radio], [type=checkbox]") ? 0 : pause);
    if (moving) return;
    moving = true;
    later(WHILE_MOVING);
  });
});
