// Runs before the first paint, so that a remembered theme does not flash; and tells the style that scripts run.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("dossier-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (refused) { /* private windows may refuse storage: the system's theme serves */ }
})();
