// Runs before the first paint: a remembered theme does not flash, the style knows that scripts run, and on the web the
// fonts that every page begins with are asked for before the style that names them has come. (From a folder they are
// there at once, and asking is refused.)
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  if (/^http/.test(location.protocol)) {
    (root.lang === "ar" ? ["naskh"] : ["serif-400", "serif-600"]).forEach(function (name) {
      var font = document.createElement("link");
      font.rel = "preload";
      font.as = "font";
      font.type = "font/woff2";
      font.crossOrigin = "";
      font.href = document.currentScript.src.replace("theme.js", "fonts/" + name + ".woff2");
      document.head.append(font);
    });
  }
  try {
    var theme = localStorage.getItem("dossier-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (refused) { /* private windows may refuse storage: the system's theme serves */ }
})();
