/** How long to wait before the next try: longer each time, and never every phone in one moment. */

export class Backoff {
  private tries = 0;

  constructor(
    private readonly first: number,
    private readonly longest: number,
    private readonly random: () => number = Math.random,
  ) {}

  /** Return the next wait in milliseconds; `least` is what the server asked for. */
  next(least = 0): number {
    const most = Math.min(this.longest, this.first * 2 ** this.tries);
    this.tries = Math.min(this.tries + 1, 16);
    const own = most * (0.5 + this.random() / 2);
    // What the server asked for is the same for all of them, so that some chance belongs on top.
    return Math.max(own, least * (1 + this.random() / 2));
  }

  reset(): void {
    this.tries = 0;
  }
}
