/** Light or dark: whatever the page around the player is, and when it changes. */

export type Scheme = "light" | "dark";

const dark = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

export function schemeNow(): Scheme {
  const { theme, mode } = document.documentElement.dataset;
  for (const word of [theme, mode]) if (word === "light" || word === "dark") return word;
  const body = document.body;
  if (body.dataset["jpThemeLight"] !== undefined) return body.dataset["jpThemeLight"] === "false" ? "dark" : "light";
  const editor = body.dataset["vscodeThemeKind"];
  if (editor !== undefined) return editor.includes("light") ? "light" : "dark";
  return dark().matches ? "dark" : "light";
}

/** Call `apply` now and after each change; returns what ends that. */
export function followScheme(apply: (scheme: Scheme) => void): () => void {
  const tell = (): void => apply(schemeNow());
  const observer = new MutationObserver(tell);
  const attributeFilter = ["data-theme", "data-mode", "data-jp-theme-light", "data-vscode-theme-kind"];
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributeFilter });
  const query = dark();
  // Browsers before 2020 have only the older name of it.
  if (query.addEventListener) query.addEventListener("change", tell);
  else query.addListener(tell);
  tell();
  return () => {
    observer.disconnect();
    if (query.removeEventListener) query.removeEventListener("change", tell);
    else query.removeListener(tell);
  };
}
