// Which side is in sight: both on a wide screen, one at a time, by tabs, on a narrow one.
const narrow = window.matchMedia("(max-width: 61.99rem)");
const names = ["document", "criteria"];
const tabs = names.map((name) => document.getElementById(`tab-${name}`));
const panels = names.map((name) => document.getElementById(name));
const places = { document: 0, criteria: 0 };
let shown = "criteria";

export function isNarrow() {
  return narrow.matches;
}

export function side(name) {
  if (name !== shown && narrow.matches) { places[shown] = window.scrollY; }
  const changed = name !== shown;
  shown = name;
  document.body.dataset.show = name;
  tabs.forEach((tab, place) => {
    const selected = names[place] === name;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
  });
  if (changed && narrow.matches) { window.scrollTo(0, places[name]); }
}

function fit() {
  panels.forEach((panel, place) => {
    if (narrow.matches) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `tab-${names[place]}`);
    } else {
      panel.removeAttribute("role");
      panel.setAttribute("aria-labelledby", `${names[place]}-title`);
    }
  });
}

tabs.forEach((tab, place) => {
  tab.addEventListener("click", () => side(names[place]));
  tab.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) { return; }
    event.preventDefault();
    const next = event.key === "Home" ? 0 : event.key === "End" ? 1 : 1 - place;
    side(names[next]);
    tabs[next].focus();
  });
});
narrow.addEventListener("change", fit);
fit();
side(shown);
