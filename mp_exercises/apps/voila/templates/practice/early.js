// The handbook's reader may have chosen light or dark there; this page follows, and else the device, also when it changes.
{
  const device = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem("theme");
    } catch {
      // Without storage there is no choice to follow.
    }
    const dark = chosen === "dark" || (chosen !== "light" && device.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  };
  follow();
  device.addEventListener("change", follow);
}
// Voila writes a call of this into a page that takes long to make.
window.voila_heartbeat = () => {};
