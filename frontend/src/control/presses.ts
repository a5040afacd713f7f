/** A trainer's presses, made one after another, each on the room as the one before left it. */

export class Presses {
  private last = Promise.resolve(true);
  private readonly waiting: (string | null)[] = [];

  /**
   * Make a move once those before it are made.
   *
   * @param same What the press is: one that is already waiting is not made twice. Null for one that counts each time.
   * @param make Makes the move, and says whether the room took it. What was pressed behind one that it did not
   * take was meant for another room than it is, and is not made.
   */
  press(same: string | null, make: () => Promise<boolean>): Promise<void> {
    if (same !== null && this.waiting.includes(same)) return this.last.then(() => undefined);
    const before = this.waiting.length === 0 ? Promise.resolve(true) : this.last;
    this.waiting.push(same);
    this.last = before.then((taken) => taken && make()).finally(() => void this.waiting.shift());
    return this.last.then(() => undefined);
  }
}
