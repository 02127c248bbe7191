// An audit: arrow keys in the matrix; on a rating, word of what another reviewer does meanwhile.
const matrix = document.querySelector(".matrix");
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function near(link, [down, right]) {
  const rows = [...matrix.tBodies[0].rows];
  let row = rows.indexOf(link.closest("tr"));
  let column = link.closest("td").cellIndex;
  for (;;) {
    row += down;
    column += right;
    const cell = rows[row] && rows[row].cells[column];
    if (!cell) { return null; }
    const found = cell.querySelector("a");
    if (found) { return found; }
  }
}

if (matrix) {
  matrix.addEventListener("keydown", (event) => {
    const link = event.target.closest("a.square");
    if (!link || !steps[event.key] || event.altKey || event.ctrlKey || event.metaKey) { return; }
    event.preventDefault();
    const next = near(link, steps[event.key]);
    if (next) { next.focus(); }
  });
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named && named.matches("a")) { named.focus(); }
}

const changed = document.getElementById("changed");

async function look() {
  let made;
  try {
    made = await (await fetch(changed.dataset.at)).json();
  } catch {
    return; // It does not answer: saving will say so.
  }
  if (made.seen === undefined || made.seen === changed.dataset.seen) { return; }
  changed.textContent = "This rating has changed since you opened it. Save shows the change first, and keeps what you wrote in the form.";
  changed.hidden = false;
  clearInterval(looking);
}

const looking = changed && setInterval(look, 5000);
const kept = document.getElementById("kept");
if (kept) { kept.focus(); }
