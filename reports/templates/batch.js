(function () {
  "use strict";

  // Only the rows in sight are in the page: ten thousand would take seconds to lay out.
  var data = JSON.parse(document.getElementById("data").textContent);
  var rows = data.rows, criteria = data.criteria, statuses = data.statuses;
  var ROW = 44, SPARE = 12;
  var form = document.querySelector("form.finder"), said = document.querySelector(".showing");
  var table = document.querySelector(".listing table"), body = table.tBodies[0], head = table.tHead.rows[0];

  rows.forEach(function (row, place) {
    row.place = place;
    row.counts = statuses.map(function (status) {
      var found = 0;
      for (var at = 0; at < row.s.length; at += 1) { if (row.s[at] === status.code) { found += 1; } }
      return found;
    });
    row.judged = row.s !== "";
    row.words = [row.n, row.f, row.i || "", row.t || "", row.w || "", (row.m || []).join(" ")].join(" ").toLowerCase();
  });

  function text(pick) { return function (a, b) { return data.order.compare(pick(a), pick(b)); }; }
  // Without a report there is no number: such documents come last, whichever way round.
  function number(pick) { return function (a, b) { return pick(a) - pick(b); }; }

  data.order = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
  var columns = [{ title: "Document", kind: "name", by: text(function (row) { return row.n; }) }];
  data.metadata.forEach(function (title, place) {
    columns.push({ title: title, kind: "listed listed-" + place, meta: place,
      by: text(function (row) { return (row.m && row.m[place]) || ""; }) });
  });
  statuses.forEach(function (status, place) {
    if (!status.always && !rows.some(function (row) { return row.counts[place] > 0; })) { return; }
    columns.push({ title: status.word, kind: "count" + (status.always ? "" : " wide-only"), status: place, symbol: status.symbol, down: true,
      by: number(function (row) { return row.counts[place]; }) });
  });
  columns.push({ title: "A person should look", kind: "count wide-only", person: true, down: true, by: number(function (row) { return row.p; }) });

  // How many columns of counts there is room for: a cell that spans more would make columns of its own.
  var counts = 1;
  function measure() {
    counts = Array.prototype.filter.call(head.cells, function (each) { return each.classList.contains("count") && each.offsetWidth > 0; }).length || 1;
  }

  var shown = rows, sorted = { column: null, down: false }, drawn = [-1, -1];

  function cell(row, column) {
    var made = document.createElement("td");
    made.className = column.kind;
    if (column.kind === "name") {
      var link = document.createElement(row.judged ? "a" : "span");
      link.textContent = row.n;
      if (row.judged) { link.href = row.r; }
      made.append(link);
      made.title = row.n + (row.f !== row.n ? "\n" + row.f : "") + (row.t ? "\n" + row.t : "");
      if (row.t && row.t !== row.n) { made.append(" ", sub(row.t)); }
    } else if (column.meta !== undefined) {
      made.textContent = made.title = (row.m && row.m[column.meta]) || "";
    } else {
      var value = column.person ? row.p : row.counts[column.status];
      var chip = document.createElement("span");
      chip.textContent = column.person ? value : statuses[column.status].symbol + " " + value;
      chip.className = value ? "chip s-" + (column.person ? "not-applicable" : statuses[column.status].status) : "none";
      made.append(chip);
    }
    return made;
  }

  function sub(words) {
    var made = document.createElement("span");
    made.className = "sub";
    made.textContent = words;
    return made;
  }

  function line(row, place) {
    var made = document.createElement("tr");
    made.setAttribute("aria-rowindex", place + 2);
    columns.forEach(function (column) {
      if (row.judged || column.kind === "name" || column.meta !== undefined) { made.append(cell(row, column)); }
    });
    if (!row.judged) {
      var why = document.createElement("td");
      why.className = "bad";
      why.colSpan = counts;
      var mark = document.createElement("span");
      mark.className = "cannot";
      mark.textContent = row.w ? "Could not be read" : "Not judged yet";
      why.append(mark, row.w ? ": " + row.w : "");
      why.title = row.w || "";
      made.append(why);
    }
    return made;
  }

  function space(height) {
    var made = document.createElement("tr"), only = document.createElement("td");
    made.className = "space";
    made.setAttribute("aria-hidden", "true");
    only.style.height = height + "px";
    made.append(only);
    return made;
  }

  function draw(all) {
    var top = -table.getBoundingClientRect().top;
    var from = Math.max(0, Math.floor(top / ROW) - SPARE), to = Math.min(shown.length, from + Math.ceil(innerHeight / ROW) + 2 * SPARE);
    if (all) { from = 0; to = shown.length; }
    from -= from % 2; // so that stripes stay where they are
    if (drawn[0] === from && drawn[1] === to) { return; }
    drawn = [from, to];
    var made = document.createDocumentFragment();
    made.append(space(from * ROW), space(0));
    for (var place = from; place < to; place += 1) { made.append(line(shown[place], place)); }
    made.append(space((shown.length - to) * ROW));
    // A keyboard must not lose its place because rows were drawn anew.
    var focused = document.activeElement && body.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    body.replaceChildren(made);
    if (focused) {
      var again = Array.prototype.find.call(body.querySelectorAll("a"), function (link) { return link.getAttribute("href") === focused; });
      if (again) { again.focus({ preventScroll: true }); }
    }
  }

  function wanted(row, which) {
    if (which === "unreadable") { return !row.judged && !!row.w; }
    if (which === "waiting") { return !row.judged && !row.w; }
    if (which === "all") { return true; }
    if (!row.judged) { return false; }
    if (which === "contradicted") { return row.s.indexOf("x") >= 0; }
    if (which === "person") { return row.p > 0; }
    var short = /[xnp]/.test(row.s);
    return which === "short" ? short : !short;
  }

  function choose() {
    var words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean), which = form.which.value;
    var criterion = form.criterion.value === "" ? -1 : Number(form.criterion.value), status = form.status.value;
    form.status.disabled = criterion < 0;
    shown = rows.filter(function (row) {
      if (!wanted(row, which)) { return false; }
      if (criterion >= 0 && (!row.judged || (status && row.s[criterion] !== status))) { return false; }
      return words.every(function (word) { return row.words.indexOf(word) >= 0; });
    });
    order();
    var count = shown.length.toLocaleString("en-GB"), every = rows.length.toLocaleString("en-GB");
    said.textContent = shown.length === rows.length ? "Showing all " + every + (rows.length === 1 ? " document." : " documents.")
      : "Showing " + count + " of " + every + (rows.length === 1 ? " document." : " documents.");
    table.setAttribute("aria-rowcount", shown.length + 1);
    drawn = [-1, -1];
    draw();
  }

  function order() {
    var column = sorted.column, by = column && column.by, way = sorted.down ? -1 : 1;
    if (!column) { return; }
    var counted = column.status !== undefined || column.person;
    shown.sort(function (a, b) {
      if (counted && a.judged !== b.judged) { return a.judged ? -1 : 1; }
      return way * by(a, b) || a.place - b.place;
    });
  }

  function sortBy(column, header) {
    sorted = sorted.column === column ? { column: column, down: !sorted.down } : { column: column, down: !!column.down };
    Array.prototype.forEach.call(head.cells, function (each) {
      each.removeAttribute("aria-sort");
      each.querySelector(".way").textContent = "";
    });
    header.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
    header.querySelector(".way").textContent = sorted.down ? " ▼" : " ▲";
    order();
    drawn = [-1, -1];
    draw();
  }

  var group = document.createElement("colgroup");
  columns.forEach(function (column) {
    var col = document.createElement("col"), header = document.createElement("th"), button = document.createElement("button");
    col.className = header.className = column.kind;
    group.append(col);
    header.scope = "col";
    button.type = "button";
    if (column.symbol) { button.append(column.symbol + " "); }
    var title = document.createElement("span");
    title.className = "word";
    title.textContent = column.title;
    button.append(title);
    var way = document.createElement("span");
    way.className = "way";
    way.setAttribute("aria-hidden", "true");
    button.append(way);
    button.addEventListener("click", function () { sortBy(column, header); });
    header.append(button);
    head.append(header);
  });
  table.insertBefore(group, table.tHead);

  criteria.forEach(function (criterion, place) { form.criterion.append(new Option(criterion.id + " " + criterion.title, place)); });
  statuses.forEach(function (status) { form.status.append(new Option(status.symbol + " " + status.word, status.code)); });

  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", choose);
  form.addEventListener("reset", function () { setTimeout(choose, 0); });
  Array.prototype.forEach.call(document.querySelectorAll("[data-show]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      form.reset();
      form.which.value = button.dataset.show;
      choose();
      form.which.focus();
    });
  });
  window.addEventListener("scroll", function () { draw(); }, { passive: true });
  window.addEventListener("resize", function () { measure(); drawn = [-1, -1]; draw(); });
  window.addEventListener("beforeprint", function () { draw(true); });
  window.addEventListener("afterprint", function () { drawn = [-1, -1]; draw(); });

  form.hidden = false;
  document.querySelector(".listing").hidden = false;
  measure();
  choose();
}());
