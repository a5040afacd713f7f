import { Engine } from "./search/engine";
import { list, MOST } from "./search/results";
import { says } from "./search/says";
import type { Found, Index } from "./search/types";

declare global {
  interface Window {
    mpSearchIndex?: Index;
  }
}

/** The search page: what is typed is answered as it is typed, and stands in the address. */
class SearchPage {
  private readonly status = this.part("mp-search-status");
  private readonly results = this.part("search-results");
  private readonly field = document.querySelector<HTMLInputElement>("main form[role=search] input[type=search]")!;
  private engine: Engine | undefined;

  async start(): Promise<void> {
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    if (!this.field.value) this.field.value = asked;
    this.field.form!.addEventListener("submit", (event) => {
      event.preventDefault();
      this.show();
    });
    this.field.addEventListener("input", () => this.show());
    await this.read();
    this.show();
  }

  private part(id: string): HTMLElement {
    return document.getElementById(id)!;
  }

  private async read(): Promise<void> {
    if (!window.mpSearchIndex) return;
    this.status.textContent = says.reading;
    const engine = new Engine(window.mpSearchIndex);
    await engine.ready();
    this.engine = engine;
  }

  private show(): void {
    const question = this.field.value.trim();
    if (!window.mpSearchIndex) this.say(says.missing);
    if (!this.engine) return;
    this.remember(question);
    const found = question ? this.engine.find(question) : [];
    this.say(this.summary(question, found));
    this.results.replaceChildren(...(found.length ? [list(found, window.mpSearchIndex!, this.root())] : []));
  }

  private summary(question: string, found: readonly Found[]): string {
    if (!question) return says.ready;
    if (!found.length) return says.none(question);
    const all = says.found(found.length, question);
    return found.length > MOST ? `${all}; ${says.first(MOST)}` : all;
  }

  private say(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  private remember(question: string): void {
    const address = question ? `?q=${encodeURIComponent(question)}` : location.pathname;
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A page opened as a file may not change its address in every browser; the answers are there all the same.
    }
  }

  private root(): string {
    return document.documentElement.dataset["content_root"] ?? "";
  }
}

void new SearchPage().start();
