// Saves a sheet while it is filled in. Without it the buttons do the same.
(() => {
  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const status = form.querySelector("[data-status]");
  let timer = 0;
  let running = false;
  let again = false;
  const say = (name) => { status.textContent = form.dataset[name]; };
  const save = async () => {
    if (running) { again = true; return; }
    running = true;
    again = false;
    say("saving");
    const body = new URLSearchParams(new FormData(form));
    body.delete("alone");
    body.set("do", "save");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.saved) say("saved"); else status.textContent = told.why;
    } catch {
      say("failed");
      timer = setTimeout(save, 5000);
    }
    running = false;
    if (again) save();
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "alone") return;
    say("unsaved");
    clearTimeout(timer);
    timer = setTimeout(save, 700);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("pagehide", () => {
    if (status.textContent === form.dataset.unsaved) {
      const body = new URLSearchParams(new FormData(form));
      body.delete("alone");
      body.set("do", "save");
      navigator.sendBeacon(form.action, body);
    }
  });
})();
