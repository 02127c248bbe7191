// The filter by status: it hides criteria, and the marks in the text that serve none of those left.
import { marksOf } from "./marks.js";

const form = document.getElementById("filter");
const showing = document.getElementById("showing");
const criteria = [...document.querySelectorAll("article.criterion")];

export function filter(choice) {
  const left = new Set();
  criteria.forEach((article) => {
    article.hidden = !article.dataset.kinds.split(" ").includes(choice);
    if (!article.hidden) { left.add(article.id); }
  });
  document.querySelectorAll("section.theme").forEach((theme) => {
    theme.hidden = !theme.querySelector("article.criterion:not([hidden])");
  });
  const served = new Map();
  criteria.forEach((article) => article.querySelectorAll("a.at").forEach((link) => {
    served.set(link.dataset.p, served.get(link.dataset.p) || left.has(article.id));
  }));
  marksOf().forEach((mark) => {
    mark.classList.toggle("off", !mark.dataset.p.split(" ").some((number) => served.get(number)));
  });
  document.querySelectorAll(".gaps").forEach((gaps) => {
    const lines = [...gaps.querySelectorAll("li")];
    lines.forEach((line) => { line.hidden = !left.has(line.dataset.c); });
    gaps.hidden = lines.every((line) => line.hidden);
  });
  showing.textContent = choice === "all" ? "" : `Showing ${left.size} of ${showing.dataset.all}, and their passages.`;
}

export function showAll() {
  form.querySelector("input[value=all]").checked = true;
  filter("all");
}

export function recount(kind) {
  const number = form.querySelector(`[data-count="${kind}"]`);
  const count = criteria.filter((article) => article.dataset.kinds.split(" ").includes(kind)).length;
  number.textContent = count;
  const label = number.closest("label");
  label.classList.toggle("none", !count && !label.querySelector("input").checked);
}

form.hidden = false;
form.reset();
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => filter(event.target.value));
