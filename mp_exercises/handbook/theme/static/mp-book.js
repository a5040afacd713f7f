/* What a page of the book does: colours, contents in a drawer, the search field, where one is on the page. */
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  /* --- Colours: light, dark, or as the device has it ------------------------------------------------------------ */

  const MODES = ["auto", "light", "dark"];
  const device = matchMedia("(prefers-color-scheme: dark)");

  function paint() {
    const { mode } = root.dataset;
    root.dataset.theme = mode === "auto" ? (device.matches ? "dark" : "light") : mode;
  }

  function nextMode() {
    // From the device's colours to the other ones first, so that the first press is always seen.
    const order = device.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    root.dataset.mode = order[(order.indexOf(root.dataset.mode) + 1) % order.length];
    try {
      localStorage.setItem("mode", root.dataset.mode);
    } catch (blocked) {
      /* It holds on this page. */
    }
    paint();
  }

  if (!MODES.includes(root.dataset.mode)) root.dataset.mode = "auto";
  paint();
  device.addEventListener("change", paint);
  all(".theme-switch-button").forEach((button) => button.addEventListener("click", nextMode));

  /* --- Contents, and what is on this page ----------------------------------------------------------------------- */

  const drawer = one("#mp-drawer");

  /** Let a button open a column of the page in the drawer, while the column itself has no room to stand. */
  function opens(button, column, side, roomy) {
    if (!button || !column || !drawer) return;
    const inner = column.firstElementChild;

    function open() {
      drawer.append(inner);
      drawer.dataset.side = side;
      drawer.setAttribute("aria-label", button.getAttribute("aria-label"));
      drawer.showModal();
      showCurrent(drawer);
    }

    function home() {
      column.append(inner);
      tell();
    }

    function tell() {
      const shown = roomy.matches ? !column.classList.contains("mp-away") : drawer.contains(inner);
      button.setAttribute("aria-expanded", String(shown));
    }

    button.addEventListener("click", () => {
      if (roomy.matches) column.classList.toggle("mp-away");
      else open();
      tell();
    });
    drawer.addEventListener("close", () => drawer.contains(inner) && home());
    roomy.addEventListener("change", () => {
      if (roomy.matches && drawer.contains(inner)) drawer.close();
      tell();
    });
    tell();
  }

  /** Bring the page that is open into view, in contents that are longer than the screen. */
  function showCurrent(box) {
    const current = box.querySelector("[aria-current='page']");
    const over = current && current.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
    if (over > 0) box.scrollTop += over + box.clientHeight / 2;
  }

  opens(one(".primary-toggle"), one("#mp-contents"), "left", matchMedia("(min-width: 62rem)"));
  opens(one(".secondary-toggle"), one("#mp-on-this-page"), "right", matchMedia("(min-width: 75rem)"));
  showCurrent(one("#mp-contents"));

  /* --- Dialogs: a press beside one closes it, and so does a link out of it --------------------------------------- */

  all("dialog").forEach((dialog) =>
    dialog.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (event.target === dialog || (link && link.hash)) dialog.close();
    }),
  );

  /* --- Search ----------------------------------------------------------------------------------------------------- */

  const search = one("#pst-search-dialog");

  function openSearch() {
    // A page with a field of its own needs no other.
    const field = one("main form.bd-search input") || (search && search.querySelector("input"));
    if (!field) return;
    if (drawer && drawer.open) drawer.close();
    if (search && search.contains(field) && !search.open) search.showModal();
    field.focus();
    field.select();
  }

  all(".search-button__button").forEach((button) => button.addEventListener("click", openSearch));
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (search && search.open) search.close();
      else openSearch();
    }
  });
  if (/Mac|iPhone|iPad/.test(navigator.platform)) {
    all(".search-button__kbd-shortcut kbd:first-child").forEach((key) => (key.textContent = "⌘"));
  }

  /* --- Where one is on the page ----------------------------------------------------------------------------------- */

  const entries = new Map();
  for (const link of all("#mp-on-this-page a[href^='#']")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) entries.set(section, link);
  }

  const inView = new Set();
  const watch = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) inView[isIntersecting ? "add" : "delete"](target);
      // The last in the order of the page: the innermost section, and the one whose heading came by last.
      const here = [...entries.keys()].filter((section) => inView.has(section)).pop();
      for (const [section, link] of entries) {
        if (section === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-10% 0px -70% 0px" },
  );
  for (const section of entries.keys()) watch.observe(section);

  /* --- Tables ------------------------------------------------------------------------------------------------------ */

  // Shown as cards on a phone, a table is none any more to some screen readers, unless it says so itself.
  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
  for (const table of all("table.mp-table")) {
    for (const part of [table, ...all("thead, tbody, tr, td, th", table)]) {
      const header = part.scope === "row" ? "rowheader" : "columnheader";
      part.setAttribute("role", ROLES[part.localName] || header);
    }
  }

  // What scrolls sideways can be reached, and so scrolled, by keyboard; also once a screen is turned.
  const reachable = () => {
    for (const box of all("div.highlight pre")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  reachable();
  addEventListener("resize", reachable);
})();
