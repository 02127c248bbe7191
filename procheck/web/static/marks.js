// The marked passages in the text: finding them, and bringing one into sight.
import { side } from "./side.js";

const all = [...document.querySelectorAll(".paper [data-p]")];
const byNumber = new Map();
all.forEach((mark) => mark.dataset.p.split(" ").forEach((number) => {
  byNumber.set(number, [...(byNumber.get(number) || []), mark]);
}));

// The browser guesses the height of what it has not laid out: a better guess makes a calmer scroll bar.
const line = parseFloat(getComputedStyle(document.querySelector(".paper")).lineHeight) || 26;
document.querySelectorAll(".stretch").forEach((stretch) => {
  stretch.style.containIntrinsicBlockSize = `auto ${Math.round(Number(stretch.dataset.lines) * line)}px`;
});

export function marksOf(number) {
  return number === undefined ? all : byNumber.get(String(number)) || [];
}

const looks = ["as-met", "as-partial", "as-contradicted"];

// Lights up passages alone. `as`: the status that each has here, where it is not its own (a passage serves several criteria).
export function light(numbers, as = {}) {
  all.forEach((mark) => mark.classList.remove("on", "here", ...looks));
  numbers.forEach((number) => marksOf(number).forEach((mark) => {
    mark.classList.add("on");
    if (as[number]) { mark.classList.add(`as-${as[number]}`); }
  }));
  document.body.classList.toggle("choosing", numbers.length > 0);
}

export function bring(number) {
  all.forEach((mark) => mark.classList.remove("here"));
  const marks = marksOf(number);
  marks.forEach((mark) => mark.classList.add("here"));
  if (marks.length) {
    side("document");
    reveal(marks[0]);
  }
}

// Twice, because what is above may take its true height only as it comes into sight.
export function reveal(element) {
  for (let folded = element.closest("details:not([open])"); folded; folded = folded.parentElement.closest("details:not([open])")) {
    folded.open = true;
  }
  element.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => requestAnimationFrame(() => element.scrollIntoView({ block: "center" })));
}
