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
    // The index is large, and reading it is work: a page that nobody asks anything does neither.
    if (!this.field.value) {
      this.say(says.ready);
      await this.touched();
    }
    await this.read();
    this.show();
  }

  private touched(): Promise<Event> {
    return new Promise((resolve) => {
      for (const sign of ["focus", "input", "pointerenter"]) this.field.addEventListener(sign, resolve, { once: true });
      if (document.activeElement === this.field) resolve(new Event("focus"));
    });
  }

  private part(id: string): HTMLElement {
    return document.getElementById(id)!;
  }

  private async read(): Promise<void> {
    this.say(says.reading);
    await this.load();
    if (!window.mpSearchIndex) {
      this.say(says.missing);
      return;
    }
    const engine = new Engine(window.mpSearchIndex);
    await engine.ready();
    this.engine = engine;
  }

  /** As a script, since a page that was opened from a file may load one and may not fetch. */
  private load(): Promise<Event> {
    const script = document.createElement("script");
    script.src = this.results.dataset["index"]!;
    return new Promise((resolve) => {
      script.addEventListener("load", resolve);
      script.addEventListener("error", resolve);
      document.head.append(script);
    });
  }

  private show(): void {
    const question = this.field.value.trim();
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
