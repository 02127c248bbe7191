// After a first look: waits for the whole judgement. It takes the place of the first look by itself only if nobody has begun to read.
const main = document.getElementById("main");
let reading = false;

async function ask() {
  try {
    const answer = await fetch(main.dataset.progress);
    const reached = await answer.json();
    if (!answer.ok || reached.finished) {
      if (!reading) { location.reload(); return; }
      document.getElementById("ready").hidden = false;
      document.getElementById("said").textContent = "The whole judgement is ready.";
      return;
    }
  } catch {
    setTimeout(ask, 5000);
    return;
  }
  setTimeout(ask, 500);
}

if ("firstLook" in main.dataset) {
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    window.addEventListener(kind, () => { reading = true; }, { once: true, passive: true });
  }
  document.querySelector("#ready a").addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
  ask();
}
