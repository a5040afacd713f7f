/* Runs before anything is painted, so that the colours are right from the start; the rest is in mp-book.js. */
(function (root) {
  var mode = "auto";
  try {
    mode = localStorage.getItem("mode") || mode;
  } catch (blocked) {
    /* A browser that keeps nothing. */
  }
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? (dark ? "dark" : "light") : mode;
})(document.documentElement);
