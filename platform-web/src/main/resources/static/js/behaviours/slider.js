// <input type="range" hidden min="0" max="1000" data-slider="inputTokens" data-slider-low="16" data-slider-high="65536"
//        data-slider-whole="true" data-slider-start="512" data-slider-unit="tokens">
// A slider beside the number field of that id. The field is what is sent; without scripts the slider stays hidden. Far
// ends (fifty times and more) are spread evenly by their ratio. While the field is empty, data-slider-start is meant.
import { behaviour } from "../behaviour.js";

const FAR = 50;

function scale({ min, max, dataset }) {
  const [from, to] = [Number(min), Number(max)];
  const [low, high] = [Number(dataset.sliderLow), Number(dataset.sliderHigh)];
  const even = low > 0 && high / low >= FAR;
  const share = (value) => (even ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
  const value = (part) => (even ? low * (high / low) ** part : low + (high - low) * part);
  return {
    position: (number) => from + (to - from) * Math.min(1, Math.max(0, share(Math.max(number, even ? low : -Infinity)))),
    value: (position) => value((position - from) / (to - from)),
  };
}

/** Two significant digits, and none after the point where only whole numbers make sense. */
function rounded(number, whole) {
  if (number === 0) return "0";
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(number))));
  return whole && digits ? String(Math.round(number)) : String(Number(Number(number.toPrecision(2)).toFixed(digits)));
}

behaviour("input[data-slider]", (slider) => {
  const field = document.getElementById(slider.dataset.slider);
  const { position, value } = scale(slider);
  const say = (number) => slider.setAttribute("aria-valuetext", `${number} ${slider.dataset.sliderUnit ?? ""}`.trim());
  const follow = () => {
    const number = field.value === "" ? slider.dataset.sliderStart : field.value;
    if (number === "" || number == null) return;
    slider.value = position(Number(number));
    say(number);
  };
  slider.addEventListener("input", () => {
    field.value = rounded(value(Number(slider.value)), slider.dataset.sliderWhole === "true");
    say(field.value);
  });
  field.addEventListener("input", follow);
  slider.hidden = false;
  follow();
});
