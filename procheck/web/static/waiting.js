// Asks how far the check has got, and opens the result when it is there.
const waiting = document.getElementById("waiting");
const message = document.getElementById("message");
const bar = document.getElementById("bar");
let missed = 0;

async function ask() {
  try {
    const answer = await fetch(waiting.dataset.progress);
    if (!answer.ok) { location.reload(); return; }
    const reached = await answer.json();
    missed = 0;
    if (reached.shown || reached.finished) { location.reload(); return; }
    if (message.textContent !== reached.message) { message.textContent = reached.message; }
    bar.max = reached.steps;
    if (reached.done === 0 || reached.stage === "judging") { bar.removeAttribute("value"); } else { bar.value = reached.done; }
  } catch {
    missed += 1;
    if (missed > 5) { message.textContent = "procheck does not answer any more: start it again."; return; }
  }
  setTimeout(ask, 250);
}

if (waiting) { ask(); }
