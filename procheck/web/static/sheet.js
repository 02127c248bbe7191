// A submission: choose a criterion and the text moves to its evidence; choose a passage and see what it serves and why.
import { isNarrow, side } from "./side.js";
import { bring, light, marksOf, reveal } from "./marks.js";
import { showAll } from "./filter.js";
import "./decide.js";
import "./wait.js";

document.documentElement.classList.add("scripted");

const criteria = document.getElementById("criteria");
const said = document.getElementById("said");
const now = document.getElementById("now");
const what = document.getElementById("now-what");
const where = document.getElementById("now-where");
let chosen = null; // { article, numbers, at }

function remember(id) {
  history.replaceState(null, "", id ? `#${id}` : location.pathname + location.search);
}

function forget() {
  chosen = null;
  light([]);
  now.hidden = true;
  document.querySelectorAll("[aria-current=true]").forEach((each) => each.removeAttribute("aria-current"));
  document.querySelectorAll(".gaps .here").forEach((each) => each.classList.remove("here"));
  document.querySelectorAll(".why.open").forEach((each) => each.classList.remove("open"));
}

function shownAt() {
  const { article, numbers, at } = chosen;
  const links = [...article.querySelectorAll("a.at")];
  links.forEach((link) => link.removeAttribute("aria-current"));
  const link = links.find((each) => each.dataset.p === numbers[at]);
  if (link) { link.setAttribute("aria-current", "true"); }
  what.textContent = article.dataset.title;
  where.firstChild.textContent = `passage ${at + 1} of ${numbers.length}`;
  where.lastChild.textContent = `, ${link.dataset.short}`;
  said.textContent = `${what.textContent}: ${where.textContent}`;
}

function go(at) {
  chosen.at = (at + chosen.numbers.length) % chosen.numbers.length;
  bring(chosen.numbers[chosen.at]);
  shownAt();
}

// Chooses a criterion. `number`: the passage to show; "" for the best, null to leave the text where it is.
function choose(article, number) {
  if (article.hidden) { showAll(); }
  forget();
  article.setAttribute("aria-current", "true");
  article.querySelector("details").open = true;
  remember(article.id);
  const links = [...article.querySelectorAll("a.at")].reverse();
  const as = Object.fromEntries(links.map((link) => [link.dataset.p, link.dataset.as]));
  const numbers = [...new Set(links.reverse().map((link) => link.dataset.p))];
  light(numbers, as);
  now.hidden = !numbers.length;
  if (numbers.length) {
    chosen = { article, numbers, at: Math.max(0, numbers.indexOf(number)) };
    if (number === null) { shownAt(); } else { go(chosen.at); }
    return;
  }
  said.textContent = `${article.dataset.title}: no passage was found.`;
  const gap = article.querySelector("a.gap");
  if (gap && number !== null) { missing(gap); }
}

function missing(link) {
  const line = document.getElementById(link.hash.slice(1));
  if (!line) { return; }
  side("document");
  document.querySelectorAll(".gaps .here").forEach((each) => each.classList.remove("here"));
  line.classList.add("here");
  reveal(line);
}

function why(number) {
  const box = document.getElementById(`why-${number}`);
  if (!box) { return; }
  forget();
  box.classList.add("open");
  light([number]);
  marksOf(number).forEach((mark) => mark.classList.add("here"));
  remember(box.id);
  side("criteria");
  box.scrollIntoView({ block: "start" });
  box.focus({ preventScroll: true });
}

function backToText(number) {
  bring(number);
  const chip = marksOf(number).find((mark) => mark.matches("a"));
  if (chip) { chip.focus({ preventScroll: true }); }
}

function toCriterion(article) {
  side("criteria");
  article.querySelector("summary").focus({ preventScroll: true });
  article.scrollIntoView({ block: "start" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a, mark, button, summary");
  if (!link) { return; }
  if (link.matches("article.criterion > details > summary")) {
    event.preventDefault();
    if (link.parentElement.open) {
      link.parentElement.open = false;
    } else {
      choose(link.closest("article"), isNarrow() ? null : "");
    }
  } else if (link.matches("a.at")) {
    event.preventDefault();
    choose(link.closest("article"), link.dataset.p);
  } else if (link.matches("a.chip")) {
    event.preventDefault();
    why(link.dataset.p);
  } else if (link.matches("mark[data-p]")) {
    if (window.getSelection().isCollapsed) { why(link.dataset.p.split(" ").pop()); }
  } else if (link.matches("a.gap")) {
    event.preventDefault();
    missing(link);
  } else if (link.matches("a.back")) {
    event.preventDefault();
    backToText(link.dataset.p);
  } else if (link.matches("a.to")) {
    event.preventDefault();
    const article = document.getElementById(link.hash.slice(1));
    choose(article, null);
    toCriterion(article);
  } else if (link.matches("button.shut")) {
    const number = link.closest(".why").id.slice(4);
    forget();
    remember("");
    backToText(number);
    marksOf(number).forEach((mark) => mark.classList.remove("here"));
  }
});

document.getElementById("previous").addEventListener("click", () => go(chosen.at - 1));
document.getElementById("next").addEventListener("click", () => go(chosen.at + 1));
document.getElementById("back").addEventListener("click", () => toCriterion(chosen.article));
document.getElementById("unchoose").addEventListener("click", () => {
  forget();
  remember("");
  said.textContent = "All passages are shown.";
  document.getElementById("document").focus({ preventScroll: true });
});

// Menus close as menus do.
const menus = [...document.querySelectorAll("details.menu")];
document.addEventListener("click", (event) => menus.forEach((menu) => { if (!menu.contains(event.target)) { menu.open = false; } }));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") { return; }
  const open = menus.find((menu) => menu.open);
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});

// Paper cannot be unfolded.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open]):not(.decide):not(.outline)")];
  folded.forEach((details) => { details.open = true; });
});
window.addEventListener("afterprint", () => folded.forEach((details) => { details.open = false; }));

// An address may name a criterion or a passage.
const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named && named.matches("article.criterion")) {
  choose(named, isNarrow() ? null : "");
  criteria.scrollTop = named.offsetTop - criteria.offsetTop;
} else if (named && named.matches(".why")) {
  why(named.id.slice(4));
}
