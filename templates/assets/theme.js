// Runs before the first paint: a remembered theme does not flash, the style knows that scripts run, and on the web the
// fonts that the page begins with are asked for before the style that names them has come. From a folder, where that
// is refused and fonts are near, the page is shown when they are there, half a second later at most.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  if (/^http/.test(location.protocol)) {
    root.classList.add("web");
    var here = document.currentScript;
    // the marks of the Naskh have its blanks, and decide where lines break
    here.dataset.fonts.replace("naskh", "naskh naskh-marks").split(" ").forEach(function (name) {
      var font = document.createElement("link");
      font.rel = "preload";
      font.as = "font";
      font.type = "font/woff2";
      font.crossOrigin = "";
      font.href = here.src.replace("theme.js", "fonts/" + name + ".woff2");
      document.head.append(font);
    });
  } else {
    root.classList.add("near");
    var come = function () { root.classList.remove("near"); };
    document.addEventListener("DOMContentLoaded", function () {
      if (root.offsetHeight) document.fonts.ready.then(come); // to measure the page is to ask for its fonts
    });
    setTimeout(come, 500);
  }
  try {
    var theme = localStorage.getItem("dossier-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (refused) { /* private windows may refuse storage: the system's theme serves */ }
})();
