// The handbook's reader may have chosen light or dark there; this page follows.
try {
  const chosen = localStorage.getItem("theme");
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
} catch {
  document.documentElement.dataset.theme = "light";
}
// Voila writes a call of this into a page that takes long to make.
window.voila_heartbeat = () => {};
