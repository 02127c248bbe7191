// The start page: documents dropped or chosen are sent at once; of several it asks first how they belong together.
const form = document.querySelector("form.give");
const drop = document.getElementById("drop");
const input = document.getElementById("documents");
const several = document.getElementById("several");
const chosen = document.getElementById("chosen");
const problem = document.getElementById("problem");
const said = document.getElementById("said");
const token = document.querySelector("meta[name=token]").content;
let waiting = [];

function tell(text) {
  problem.textContent = text;
  problem.hidden = !text;
}

function stem(name) {
  return name.replace(/\.[^.]*$/, "");
}

function take(files) {
  tell("");
  waiting = [...files];
  if (!waiting.length) { return; }
  const most = Number(drop.dataset.most);
  const limit = Number(drop.dataset.bytes);
  if (waiting.length > most) {
    tell(`That is ${waiting.length} documents, and ${most} at once is the most: give them in parts.`);
    return;
  }
  const large = waiting.find((file) => file.size > limit);
  if (large) {
    tell(`${large.name} is larger than the limit of ${limit / 1048576} MB: take its pictures out, check the policy without its attachments, or start procheck with a higher --max-size.`);
    return;
  }
  if (waiting.length === 1) { send("apart"); return; }
  chosen.replaceChildren(...waiting.map((file) => {
    const line = document.createElement("li");
    line.textContent = file.name;
    return line;
  }));
  document.getElementById("name").value = stem(waiting[0].name);
  several.hidden = false;
  several.focus();
}

async function send(how) {
  several.hidden = true;
  form.classList.add("busy");
  said.textContent = waiting.length === 1 ? `Taking in ${waiting[0].name}.` : `Taking in ${waiting.length} documents.`;
  const body = new FormData();
  waiting.forEach((file) => body.append("documents", file, file.name));
  body.append("how", how);
  body.append("name", document.getElementById("name").value);
  body.append("pack", document.getElementById("pack").value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Token": token } });
    const made = await answer.json();
    if (answer.ok) { location.assign(made.to); return; }
    tell(made.message);
  } catch {
    tell("The documents could not be taken in. A folder cannot be dropped, only the documents in it; a document that is open in another program may have to be closed first; and procheck must still be running.");
  }
  form.classList.remove("busy");
  said.textContent = "";
  input.value = "";
}

input.addEventListener("change", () => take(input.files));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (waiting.length) { send(event.submitter && event.submitter.value === "together" ? "together" : "apart"); }
});
document.getElementById("cancel").addEventListener("click", () => {
  several.hidden = true;
  waiting = [];
  input.value = "";
  input.focus();
});

// A document that misses the field would otherwise be opened by the browser, and the page be gone.
for (const kind of ["dragenter", "dragover"]) {
  window.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
window.addEventListener("dragleave", (event) => { if (!event.relatedTarget) { drop.classList.remove("over"); } });
window.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  take(event.dataTransfer.files);
});

// The documents that are there, and how far they are.
const rows = document.getElementById("rows");

function show(reached) {
  const row = [...rows.children].find((each) => each.dataset.id === reached.id);
  if (!row) { return; }
  const state = row.querySelector(".state");
  if (state.textContent !== reached.message) {
    state.textContent = reached.message;
    if (reached.finished) { said.textContent = `${reached.name}: ${reached.message}`; }
  }
  row.dataset.stage = reached.stage;
  const bar = row.querySelector("progress");
  bar.hidden = reached.finished;
  bar.max = reached.steps;
  if (reached.done === 0 || reached.stage === "judging") { bar.removeAttribute("value"); } else { bar.value = reached.done; }
}

async function follow() {
  if (![...rows.querySelectorAll("progress")].some((bar) => !bar.hidden)) { return; }
  try {
    const answer = await fetch("/progress");
    if (answer.ok) { (await answer.json()).forEach(show); }
  } catch {
    return;
  }
  setTimeout(follow, 400);
}

rows.addEventListener("submit", (event) => {
  const name = event.target.closest(".row").querySelector(".name").textContent;
  if (!window.confirm(`Remove ${name}, with the decisions on it?`)) { event.preventDefault(); }
});

follow();
