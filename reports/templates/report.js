(function () {
  "use strict";

  // The hash names one criterion: make sure that it can be seen, whatever was filtered or folded away.
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.matches("article.criterion")) { return; }
    var findings = target.closest(".findings");
    if (target.hidden && findings) {
      findings.querySelector("input[value=all]").checked = true;
      show(findings, "all");
    }
    var folded = target.querySelector("details.fold");
    if (folded) { folded.open = true; }
    target.scrollIntoView();
  }

  function wanted(article, choice) {
    var status = article.dataset.status;
    if (choice === "all") { return true; }
    if (choice === "short") { return status !== "met" && status !== "not-applicable"; }
    if (choice === "person") { return "person" in article.dataset; }
    return status === choice;
  }

  function show(findings, choice) {
    var seen = 0;
    findings.querySelectorAll("article.criterion").forEach(function (article) {
      article.hidden = !wanted(article, choice);
      if (!article.hidden) { seen += 1; }
    });
    findings.querySelectorAll("section.theme").forEach(function (theme) {
      theme.hidden = !theme.querySelector("article.criterion:not([hidden])");
    });
    var status = findings.querySelector(".showing");
    status.textContent = "Showing " + (choice === "all" ? "all " : seen + " of ") + status.dataset.all + ".";
    status.classList.toggle("filtered", choice !== "all");
  }

  document.querySelectorAll(".findings").forEach(function (findings) {
    var form = findings.querySelector("form.filter");
    form.hidden = false;
    form.reset();
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("change", function (event) { show(findings, event.target.value); });
    form.addEventListener("click", function (event) {
      var fold = event.target.dataset.fold;
      if (!fold) { return; }
      findings.querySelectorAll("details").forEach(function (details) { details.open = fold === "open"; });
    });
  });

  // Paper cannot be unfolded.
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (details) { details.open = false; });
  });

  window.addEventListener("hashchange", reveal);
  reveal();
}());
