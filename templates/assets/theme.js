// Runs before the first paint: a remembered theme does not flash, the style knows that scripts run, and on the web the
// fonts that the page begins with are asked for before the style that names them has come.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  if (/^http/.test(location.protocol)) { // from a folder they are near, and asking early is refused
    root.classList.add("web");
    var here = document.currentScript;
    here.dataset.fonts.split(" ").forEach(function (name) {
      var font = document.createElement("link");
      font.rel = "preload";
      font.as = "font";
      font.type = "font/woff2";
      font.crossOrigin = "";
      font.href = here.src.replace("theme.js", "fonts/" + name + ".woff2");
      document.head.append(font);
    });
  }
  try {
    var theme = localStorage.getItem("dossier-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (refused) { /* private windows may refuse storage: the system's theme serves */ }
})();
