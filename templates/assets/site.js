// Improves pages that already work: theme, reading mode, the tie between marked words and their notes, copying.
(function () {
  "use strict";
  var root = document.documentElement;

  function remembered(key) { try { return localStorage.getItem(key); } catch (refused) { return null; } }
  function remember(key, value) { try { localStorage.setItem(key, value); } catch (refused) { /* not kept */ } }

  // Theme: from what is seen now to the other one.
  var toggle = document.querySelector("[data-theme-toggle]");
  if (toggle) {
    toggle.hidden = false;
    toggle.addEventListener("click", function () {
      var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      remember("dossier-theme", root.dataset.theme);
    });
  }

  // Ctrl+K and Command+K lead to the search.
  var toSearch = document.querySelector(".to-search");
  document.addEventListener("keydown", function (event) {
    if (!toSearch || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    var box = document.getElementById("Query");
    if (box) box.focus(); else toSearch.click();
  });

  // The language in which articles are read is kept from page to page.
  var modes = document.querySelectorAll('.modes input[name="mode"]');
  modes.forEach(function (mode) {
    if (mode.value === remembered("dossier-mode")) mode.checked = true;
    mode.addEventListener("change", function () {
      var row = rowInView();
      var before = row && row.getBoundingClientRect().top;
      remember("dossier-mode", mode.value);
      if (row) scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" });
    });
  });
  function rowInView() {
    return Array.prototype.find.call(document.querySelectorAll(".row"), function (row) {
      return row.getBoundingClientRect().bottom > 60;
    });
  }

  // Marked words and their notes light up together: on hover, focus and tap.
  var reader = document.querySelector(".reader");
  function tied(from) {
    var ids = [];
    for (var at = from; at && at !== reader; at = at.parentElement) if (at.dataset.note) ids.push(at.dataset.note);
    return ids;
  }
  function light(ids) {
    reader.querySelectorAll(".lit").forEach(function (lit) { lit.classList.remove("lit"); });
    ids.forEach(function (id) {
      reader.querySelectorAll('[data-note="' + id + '"]').forEach(function (one) { one.classList.add("lit"); });
    });
  }
  if (reader) {
    reader.addEventListener("pointerover", function (event) { light(tied(event.target)); });
    reader.addEventListener("pointerleave", function () { light([]); });
    reader.addEventListener("focusin", function (event) { light(tied(event.target)); });
    reader.addEventListener("click", function (event) { light(tied(event.target)); });
  }

  // A note that is linked to shows all that it has; so does paper.
  function openTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    for (var at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    var more = target.classList.contains("note") && target.querySelector(".note-more");
    if (more) more.open = true;
    if (reader && reader.contains(target)) light(tied(target));
  }
  addEventListener("hashchange", openTarget);
  openTarget();
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:is(.note-more, .provenance, .region):not([open])"));
    opened.forEach(function (more) { more.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (more) { more.open = false; });
  });

  // Copying says that it is done, to the eye and to the ear.
  var copied = document.getElementById("Copied");
  function copy(text, button, done) {
    var said = button.textContent;
    function tell() {
      button.textContent = done;
      if (copied) copied.textContent = done;
      setTimeout(function () { button.textContent = said; if (copied) copied.textContent = ""; }, 1600);
    }
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text).then(tell);
    var field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    if (document.execCommand("copy")) tell();
    field.remove();
    button.focus();
  }
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(document.getElementById(button.dataset.copy).textContent.trim(), button, button.dataset.done);
    });
  });
  if (copied && copied.dataset.link) {
    document.querySelectorAll(".note").forEach(function (note) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy-link";
      button.textContent = copied.dataset.link;
      button.addEventListener("click", function (event) {
        event.stopPropagation();
        copy(location.href.split("#")[0] + "#" + note.id, button, copied.dataset.done);
      });
      (note.querySelector(".note-more") || note).append(button);
    });
  }
})();
