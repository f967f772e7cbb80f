// The article with its notes: reading mode, the tie between words and notes, which notes are shown, the place that is
// kept, words to hand on. All of it improves a page that can be read without it.
(function () {
  "use strict";
  var reader = document.querySelector(".reader");
  if (!reader) return;
  function all(selector, within) { return Array.prototype.slice.call((within || reader).querySelectorAll(selector)); }
  var rows = all(".row"), notes = all(".note");

  // Where the reader is: the first line that begins in sight, else the one that fills it; and where that begins.
  var place = null, bar = 60;
  function look() {
    var row = rows.find(function (one) {
      var top = one.getBoundingClientRect().top;
      return top > bar && top < innerHeight / 2;
    }) || rows.find(function (one) { return one.getBoundingClientRect().bottom > bar; });
    place = row && scrollY > 0 ? { row: row, top: row.getBoundingClientRect().top } : null;
  }
  function hold(where) {
    if (where) scrollBy({ top: where.row.getBoundingClientRect().top - where.top, behavior: "instant" });
  }
  var looking = 0;
  addEventListener("scroll", function () {
    if (!looking) looking = requestAnimationFrame(function () { looking = 0; look(); });
  }, { passive: true });

  // The language in which articles are read is kept from page to page; the line that one reads stays where it is.
  all('.modes input[name="mode"]').forEach(function (mode) {
    if (mode.value === dossier.remembered("dossier-mode")) mode.checked = true;
    mode.addEventListener("change", function () {
      dossier.remember("dossier-mode", mode.value);
      unchosen = false;
      oneStopEach();
      hold(place);
    });
  });
  // Where a line stands in both languages its numbers stand twice: the keyboard stops at one of them.
  function oneStopEach() {
    all(".text").forEach(function (text) {
      var original = text.querySelector(".original");
      var twice = original && original.offsetHeight > 0;
      all(".english .refs a", text).forEach(function (number) {
        var here = twice && original.querySelector('a[data-note="' + number.dataset.note + '"]');
        if (here) number.tabIndex = -1; else number.removeAttribute("tabindex");
      });
    });
  }
  // As long as nothing was chosen the style decides by the width; the one that is seen is the one that is marked.
  var wide = matchMedia("(min-width: 56rem)"), unchosen = !reader.querySelector('[name="mode"]:checked');
  function asSeen() {
    var seen = unchosen && reader.querySelector(wide.matches ? "#Mode-both" : "#Mode-english");
    if (seen) seen.checked = true;
    oneStopEach();
  }
  asSeen();
  wide.addEventListener("change", asSeen);
  addEventListener("resize", oneStopEach);

  // Marked words, their numbers and their notes light up together: on hover, focus and tap; all that overlap there.
  function tied(from) {
    var ids = [];
    for (var at = from; at && at !== reader; at = at.parentElement) if (at.dataset.note) ids.push(at.dataset.note);
    return ids;
  }
  function light(ids) {
    all(".lit").forEach(function (lit) { lit.classList.remove("lit"); });
    ids.forEach(function (id) {
      all('[data-note="' + id + '"]').forEach(function (one) { one.classList.add("lit"); });
    });
  }
  ["pointerover", "focusin", "click"].forEach(function (happens) {
    reader.addEventListener(happens, function (event) { light(tied(event.target)); });
  });
  reader.addEventListener("pointerleave", function () { light([]); });
  reader.addEventListener("focusout", function (event) { if (!event.relatedTarget) light([]); });

  // Which notes are shown. The marks of the others are quiet; their numbers stay, and lead to them.
  var filter = reader.querySelector(".filter");
  var selects = filter ? all("select", filter) : [];
  function fits(note, chosen) {
    return Object.keys(chosen).every(function (name) {
      return !chosen[name] || (note.dataset[name] || "").split(" ").indexOf(chosen[name]) >= 0;
    });
  }
  function show() {
    var chosen = {}, kept = {}, count = 0;
    selects.forEach(function (select) { chosen[select.name] = select.value; });
    selects.forEach(function (select) {
      Array.prototype.forEach.call(select.options, function (option) {
        var instead = Object.assign({}, chosen);
        instead[select.name] = option.value;
        var n = notes.filter(function (note) { return fits(note, instead); }).length;
        if (!option.dataset.name) option.dataset.name = option.textContent;
        if (option.value || select.name === "kind") option.textContent = filter.dataset.option.replace("{name}", option.dataset.name).replace("{n}", n);
        select.classList.toggle("chosen", select.value !== "");
        option.disabled = !n && !option.selected && option.value !== "";
      });
    });
    notes.forEach(function (note) {
      note.hidden = !fits(note, chosen);
      kept[note.id] = !note.hidden;
      if (!note.hidden) count += 1;
    });
    all(".text [data-note]").forEach(function (one) { one.classList.toggle("unshown", !kept[one.dataset.note]); });
    var active = selects.some(function (select) { return select.value; });
    var said = !active ? "" : count
      ? filter.dataset.shown.replace("{n}", count).replace("{all}", notes.length) : filter.dataset.none;
    filter.classList.toggle("active", active);
    filter.querySelector("[role=status]").textContent = said;
    filter.querySelector(".filter-reset").hidden = !active;
  }
  function reset() {
    selects.forEach(function (select) { select.value = ""; });
    show();
    hold(place);
  }
  if (filter) {
    filter.hidden = false;
    filter.addEventListener("change", function () { show(); hold(place); });
    filter.querySelector(".filter-reset").addEventListener("click", function () { reset(); selects[0].focus(); });
    addEventListener("pageshow", show); // the browser may bring back what was chosen
    show();
  }

  // A note that is linked to is shown, with all that it has.
  function reveal(id) {
    var note = id && document.getElementById(id);
    if (!note || !reader.contains(note)) return;
    if (note.hidden) {
      reset();
      note.scrollIntoView();
    }
    var more = note.querySelector(":scope > .note-more");
    if (more) more.open = true;
    light(tied(note));
  }
  function atTarget() { reveal(decodeURIComponent(location.hash.slice(1))); }
  addEventListener("hashchange", atTarget);
  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#"]');
    if (link) reveal(decodeURIComponent(link.hash.slice(1)));
  });
  atTarget();
  // The place is kept for as long as the window is, page by page. Reloading and going back return to it, whatever the
  // width, the mode or the fonts; an address that names a place is obeyed instead.
  var key = "dossier-place:" + location.pathname;
  function keep() {
    look();
    try {
      if (place) sessionStorage.setItem(key, place.row.id + " " + Math.round(place.top));
      else sessionStorage.removeItem(key);
    } catch (refused) { /* then the browser does what it can */ }
  }
  function kept() {
    try {
      var parts = (sessionStorage.getItem(key) || "").split(" ");
      var row = document.getElementById(parts[0]);
      return row && { row: row, top: Number(parts[1]) };
    } catch (refused) { return null; }
  }
  var arrived = performance.getEntriesByType("navigation")[0];
  var back = !location.hash && arrived && /reload|back_forward/.test(arrived.type) && kept();
  if (back) {
    var again = function () { if (back) hold(back); };
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (moves) {
      addEventListener(moves, function () { back = null; }, { once: true, passive: true });
    });
    again();
    if (document.fonts) document.fonts.ready.then(again);
    addEventListener("load", function () { again(); setTimeout(function () { again(); back = null; }, 100); });
  }
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", function () { if (document.hidden) keep(); });

  // Words to hand on: a note, a line, each with who said it, where it stands and its address.
  var says = document.getElementById("Copied").dataset;
  function address(id) { return (reader.dataset.address || location.href.split("#")[0]) + "#" + id; }
  function button(label, text, into) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "copy-link";
    made.textContent = label;
    made.addEventListener("click", function (event) {
      event.stopPropagation();
      dossier.copy(text, made, says.done);
    });
    into.append(made);
  }
  function offer(one, label, into) {
    var plain = one.dataset.plain, other = one.dataset.other, at = address(one.id);
    button(label, plain + "\n" + at, into);
    if (other) button(says.other, plain + "\n" + other + "\n" + at, into);
    return at;
  }
  rows.forEach(function (row) { offer(row, says.line, row.querySelector(".line-tools")); });
  notes.forEach(function (note) {
    var tools = document.createElement("p");
    tools.className = "note-tools";
    button(says.link, offer(note, says.note, tools), tools);
    (note.querySelector(".note-more") || note).append(tools);
  });
  look();
})();
