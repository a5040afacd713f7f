import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../src/sending/backoff";
import { Link, type Surroundings } from "../src/room/link";
import { Net } from "../src/sending/net";

const TOKEN = "0123456789abcdef".repeat(2);

const state = (seq: number): string => JSON.stringify({ seq, phase: "lobby", plan: [], again: 1_000 });

/** A page that is looked at or not, as the test wishes. */
class Page implements Surroundings {
  unseen = false;
  private looked: () => void = () => undefined;

  hidden(): boolean {
    return this.unseen;
  }

  watch(looked: () => void): () => void {
    this.looked = looked;
    return () => undefined;
  }

  show(on: boolean): void {
    this.unseen = !on;
    this.looked();
  }
}

type Reply = (path: string, init: RequestInit) => Response | Promise<Response>;

/** A stream that says each of these, and then stays open until it is left. */
function stream(init: RequestInit, ...texts: string[]): Response {
  const body = new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      init.signal?.addEventListener("abort", () => controller.error(new Error("left")));
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
}

function follow(reply: Reply, page = new Page()) {
  const asked: string[] = [];
  const seqs: number[] = [];
  const told = { heard: false, unknown: 0 };
  const net = new Net(async (path, init) => {
    assert.equal((init.headers as Record<string, string>)["Authorization"], `Bearer ${TOKEN}`);
    asked.push(path);
    return reply(path, init);
  });
  const link = new Link(
    net,
    TOKEN,
    () => seqs[seqs.length - 1] ?? null,
    { state: ({ seq }) => seqs.push(seq), heard: (on) => (told.heard = on), unknown: () => told.unknown++ },
    page,
    new Backoff(1, 2),
  );
  return { link, page, asked, seqs, told };
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 4_000 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(holds());
}

const isStream = (path: string): boolean => path.startsWith("/room/api/stream");

test("each state of a stream is taken, also one that comes in pieces; one that is cut short is not", async () => {
  const event = `event: state\nid: 2\ndata: ${state(2)}\n\n`;
  const { link, seqs, told } = follow((_, init) =>
    stream(init, `event: state\ndata: ${state(1)}\n\n`, event.slice(0, 20), event.slice(20), "event: state\ndata: {\"seq\":\n\n"),
  );
  await until(() => seqs.length === 2);
  assert.deepEqual([seqs, told.heard], [[1, 2], true]);
  link.close();
});

test("a stream that ends is followed by another, which says what the phone has seen", async () => {
  let turn = 0;
  const { link, asked } = follow((_, init) => {
    turn++;
    return turn > 1 ? stream(init) : new Response(`event: state\ndata: ${state(7)}\n\n`, { headers: { "Content-Type": "text/event-stream" } });
  });
  await until(() => asked.length === 2);
  assert.deepEqual(asked, ["/room/api/stream", "/room/api/stream?seq=7"]);
  link.close();
});

test("where something in between answers for streams alone, the page asks by itself", async () => {
  const { link, asked, seqs } = follow((path) =>
    isStream(path) ? new Response("blocked", { status: 403 }) : new Response(state(3)),
  );
  await until(() => seqs.length === 1);
  assert.deepEqual(asked.map(isStream), [true, true, false]);
  link.close();
});

test("where nothing answers at all, streams are tried again, so that a server that is back is followed at once", async () => {
  let back = false;
  const { link, asked, seqs } = follow((path, init) => {
    if (!back) throw new TypeError("no network");
    return isStream(path) ? stream(init, `event: state\ndata: ${state(4)}\n\n`) : new Response(state(4));
  });
  await until(() => asked.length > 6);
  assert.ok(asked.filter(isStream).length > 3);
  back = true;
  await until(() => seqs.length > 0 && isStream(asked[asked.length - 1]!));
  link.close();
});

test("a phone that the room does not know stops asking", async () => {
  const { asked, told } = follow(
    () => new Response('{"why":"who","say":"No."}', { status: 401, headers: { "Content-Type": "application/json" } }),
  );
  await until(() => told.unknown === 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(asked.length, 1);
});

test("a page that nobody looks at asks for nothing until somebody does", async () => {
  const page = new Page();
  page.unseen = true;
  const { link, asked, seqs } = follow((_, init) => stream(init, `event: state\ndata: ${state(1)}\n\n`), page);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(asked.length, 0);
  page.show(true);
  await until(() => seqs.length === 1);
  link.close();
});
