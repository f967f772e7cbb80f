// Improves pages that already work: theme, what an address opens, copying. What belongs to the reader is in reader.js.
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

  // What an address leads into is open.
  function openTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var to = id && document.getElementById(id), fold = to && to.matches(".folds") && to.querySelector(".fold");
    for (var at = fold || to; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
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
    var said = button.dataset.said || (button.dataset.said = button.textContent);
    function tell(what) {
      button.style.minInlineSize = button.offsetWidth + "px";
      button.textContent = what;
      if (copied) copied.textContent = what;
      clearTimeout(button.telling);
      button.telling = setTimeout(function () { button.textContent = said; if (copied) copied.textContent = ""; }, 1600);
    }
    function byHand() {
      var field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      var worked = document.execCommand("copy");
      field.remove();
      button.focus({ preventScroll: true });
      tell(worked ? done : copied && copied.dataset.failed || said);
    }
    if (!navigator.clipboard || !window.isSecureContext) return byHand();
    navigator.clipboard.writeText(text).then(function () { tell(done); }, byHand);
  }
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(document.getElementById(button.dataset.copy).textContent.trim(), button, button.dataset.done);
    });
  });
  window.dossier = { copy: copy, remember: remember, remembered: remembered };
})();
