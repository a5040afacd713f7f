/* Keeps the book for reading without a connection, and says when a new edition of it is ready. */
(() => {
  "use strict";
  const { serviceWorker, connection } = navigator;
  // A page that was opened from a file is offline already.
  if (!serviceWorker || !/^https?:$/.test(location.protocol)) return;
  // `mp serve` is a program on somebody's own machine: what it shows goes when it is stopped.
  const [arrival] = performance.getEntriesByType("navigation");
  if (arrival && (arrival.serverTiming || []).some(({ name }) => name === "mp-serve")) return;

  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  const box = document.getElementById("mp-edition");

  // Written here and not in the page, since a page that was opened from a file may not ask for one.
  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = new URL("manifest.json", root).href;
  document.head.append(manifest);

  function showReady(registration) {
    if (!box || "ready" in box.dataset) return;
    const [reload, later] = box.querySelectorAll("button");
    const says = box.querySelector("[role='status']");
    reload.addEventListener("click", () => takeOver(registration));
    later.addEventListener("click", () => {
      delete box.dataset.ready;
      says.textContent = "";
    });
    box.dataset.ready = "";
    says.textContent = says.dataset.says;
  }

  function takeOver({ waiting }) {
    // Another tab may have done it, and this page is still of the earlier edition.
    if (!waiting) return location.reload();
    waiting.addEventListener("statechange", () => waiting.state === "activated" && location.reload());
    waiting.postMessage("take over");
  }

  function watch(registration) {
    const look = () => registration.active && registration.waiting && showReady(registration);
    look();
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing.addEventListener("statechange", look);
    });
  }

  async function keep() {
    const there = await serviceWorker.getRegistration(root.href);
    if (!there && connection && connection.saveData) return;
    try {
      const registration = await serviceWorker.register(new URL("sw.js", root).href, { scope: root.pathname });
      watch(registration);
      // Browsers look for a new edition themselves, some of them a good while later.
      if (there) await registration.update();
    } catch (refused) {
      /* A browser that keeps nothing, or a line that is broken: the next page tries again. */
    }
  }

  // The page itself comes first.
  const whenIdle = window.requestIdleCallback || ((run) => setTimeout(run, 500));
  if (document.readyState === "complete") whenIdle(keep);
  else addEventListener("load", () => whenIdle(keep), { once: true });
})();
