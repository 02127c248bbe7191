// A reviewer's decision, kept without leaving the page.
import { filter, recount } from "./filter.js";

const said = document.getElementById("said");

async function keep(form, submitter) {
  const notice = form.querySelector(".notice");
  notice.hidden = true;
  const body = new FormData(form, submitter);
  let answer;
  let made;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { "X-Token": body.get("token") } });
    made = await answer.json();
  } catch {
    made = { message: "The decision was not kept, because procheck does not answer: is it still running?" };
  }
  if (!answer || !answer.ok) {
    notice.textContent = made.message;
    notice.hidden = false;
    return;
  }
  show(form.closest("article.criterion"), form, made);
}

function show(article, form, made) {
  const decided = Boolean(made.said);
  const words = article.querySelector(".made");
  words.hidden = !decided;
  words.querySelector(".words").textContent = made.said;
  article.querySelector(".decided").hidden = !decided;
  form.querySelector("button[name=withdraw]").hidden = !decided;
  const summary = form.closest("details").querySelector("summary");
  summary.firstChild.textContent = decided ? "Change the decision" : "Record your decision";
  form.closest("details").open = false;
  if (!decided) { form.reset(); }
  const kinds = article.dataset.kinds.split(" ").filter((kind) => kind !== "decided");
  article.dataset.kinds = [...kinds, ...(decided ? ["decided"] : [])].join(" ");
  recount("decided");
  const chosen = document.querySelector("#filter input:checked").value;
  if (chosen === "decided") { filter(chosen); }
  said.textContent = decided ? `Kept: ${made.said}` : "The decision was withdrawn.";
  const by = form.elements.by.value;
  document.querySelectorAll(".decide input[name=by]").forEach((input) => { input.value = input.value || by; });
  summary.focus();
}

document.querySelectorAll(".decide form").forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(form, event.submitter);
  });
});
