"use strict";
(() => {
  const button = document.querySelector(".copy");
  const said = document.querySelector(".copy-said");
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const lines = [...document.querySelectorAll("#entry > div")].map(
      (line) => `${line.children[0].textContent}: ${line.children[1].textContent}`.trim(),
    );
    await navigator.clipboard.writeText(`${lines.join("\n")}\n`);
    said.textContent = button.dataset.done;
  });
})();
