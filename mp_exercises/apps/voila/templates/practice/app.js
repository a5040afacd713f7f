(() => {
  const LOOK_EVERY = 5_000;
  const LONG = 20_000;

  const byId = (id) => document.getElementById(id);
  const [main, starting, lost, cells] = ["exercises", "starting", "lost", "cells"].map(byId);
  let shown = "";
  let over = false;

  function show(name) {
    if (over || shown === name) return;
    shown = name;
    lost.replaceChildren(...(name ? [byId(name).content.cloneNode(true)] : []));
    lost.querySelector("[data-again]")?.addEventListener("click", () => location.reload());
  }

  function end(name) {
    starting.remove();
    show(name);
    over = true;
  }

  // The address after "#" names the exercise that is open, so the link must not change it.
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });

  if (cells.querySelector("[data-app-failed]")) return end("failed");

  const watch = new MutationObserver(() => {
    if (!cells.querySelector(".mp-player")) return;
    watch.disconnect();
    starting.remove();
  });
  watch.observe(cells, { childList: true, subtree: true });
  setTimeout(() => {
    byId("words")?.replaceChildren("Still starting. The first time on a slow connection can take a minute.");
  }, LONG);
  addEventListener("error", (event) => { if (event.target instanceof HTMLScriptElement) end("failed"); }, true);

  const { baseUrl, kernelId } = JSON.parse(byId("jupyter-config-data").textContent);
  async function look() {
    if (over || document.hidden) return;
    try {
      const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`, { cache: "no-store" });
      if (answer.status === 404) end("gone");
      else if (answer.ok) show("");
    } catch {
      show("offline");
    }
  }
  setInterval(look, LOOK_EVERY);
  for (const event of ["online", "offline", "pageshow"]) addEventListener(event, look);
  document.addEventListener("visibilitychange", look);
})();
