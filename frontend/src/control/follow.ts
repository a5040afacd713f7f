/** Following a room: looking at it each second, and making moves where it was seen. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "./desk";
import { Presses } from "./presses";
import type { Now, Picture, RoomData, State } from "./types";
import { words } from "./words";

const EACH = 1_000;

export interface Following {
  data: RoomData | null;
  now: Now | null;
  picture: Picture | null;
  said: string[];
  /** The difference between the server's clock and this browser's, in milliseconds. */
  ahead: number;
  say(text: string): void;
  move(name: string, more?: More): Promise<void>;
  /** Make a move that depends on where the room then is: each press counts. */
  moveFrom(name: string, more: (state: State) => More): Promise<void>;
  look(): Promise<void>;
}

/** What a move is about. */
export interface More {
  step?: number;
  value?: unknown;
}

/** What the trainer looks at: a step of the plan, and whether its hidden answers are to be seen. */
export interface Looking {
  step: number | null;
  peek: boolean;
}

export function useRoom(desk: Desk, who: string, id: string, looking: Looking): Following {
  const [data, setData] = useState<RoomData | null>(null);
  const [now, setNow] = useState<Now | null>(null);
  const [picture, setPicture] = useState<Picture | null>(null);
  const [said, setSaid] = useState<string[]>([]);
  const [ahead, setAhead] = useState(0);
  const mark = useRef("");
  const at = useRef(looking);
  at.current = looking;
  const busy = useRef(false);
  const presses = useRef(new Presses());
  const latest = useRef<State | null>(null);
  const [lost, setLost] = useState("");

  const look = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    const { step, peek } = at.current;
    const reply = await desk.ask<Now>("look", { room: id, who, step, peek, known: mark.current });
    busy.current = false;
    setLost(reply.ok ? "" : reply.say);
    if (!reply.ok) return;
    mark.current = reply.data.mark;
    setAhead(reply.data.state.now - Date.now());
    // What was asked before a move may be answered after it.
    if (latest.current === null || latest.current.seq <= reply.data.state.seq) {
      latest.current = reply.data.state;
      setNow(reply.data);
    }
    if (reply.data.picture) setPicture(reply.data.picture);
    else if (reply.data.mark === "") setPicture(null);
  }, [desk, id, who]);

  const code = now?.code ?? "";
  useEffect(() => {
    // With another code, the ways in are others; before the first look there is none.
    if (code === "" || data?.code === code) return;
    void desk.ask<RoomData>("room", { room: id, origin: location.origin }).then((reply) => {
      if (reply.ok) setData(reply.data);
      else setLost(reply.say);
    });
  }, [desk, id, code]);
  useEffect(() => () => void desk.ask("leave", { room: id, who }), [desk, id, who]);
  useEffect(() => {
    mark.current = "";
    void look();
    const timer = setInterval(() => void look(), EACH);
    return () => clearInterval(timer);
  }, [look, looking.step, looking.peek]);

  const made = async (name: string, more: (state: State) => More): Promise<boolean> => {
    if (latest.current === null) return false;
    const seen = latest.current;
    const asked = { room: id, who, seq: seen.seq, name, ...more(seen) };
    const reply = await desk.ask<{ state: State; since?: string[] }>("move", asked);
    const state = reply.data.state;
    if (state) {
      latest.current = state;
      setNow((old) => (old === null ? old : { ...old, state }));
    }
    setSaid(reply.why === "overtaken" ? [words.overtaken, ...(reply.data.since ?? [])] : reply.say ? [reply.say] : []);
    return reply.ok;
  };
  const move = async (name: string, more: More = {}): Promise<void> => {
    await presses.current.press(JSON.stringify([name, more]), () => made(name, () => more));
    await look();
  };
  const moveFrom = async (name: string, more: (state: State) => More): Promise<void> => {
    await presses.current.press(null, () => made(name, more));
    await look();
  };
  return { data, now, picture, said: lost ? [lost, ...said] : said, ahead, say: (text) => setSaid(text ? [text] : []), move, moveFrom, look };
}
