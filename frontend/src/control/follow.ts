/** Following a room: looking at it each second, and making moves where it was seen. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "./desk";
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
  move(name: string, more?: { step?: number; value?: unknown }): Promise<void>;
  look(): Promise<void>;
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
  const moving = useRef(false);
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
    setNow((old) => (old !== null && old.state.seq > reply.data.state.seq ? old : reply.data));
    if (reply.data.picture) setPicture(reply.data.picture);
    else if (reply.data.mark === "") setPicture(null);
  }, [desk, id, who]);

  useEffect(() => {
    void desk.ask<RoomData>("room", { room: id, origin: location.origin }).then((reply) => {
      if (reply.ok) setData(reply.data);
      else setLost(reply.say);
    });
    return () => void desk.ask("leave", { room: id, who });
  }, [desk, id, who]);
  useEffect(() => {
    mark.current = "";
    void look();
    const timer = setInterval(() => void look(), EACH);
    return () => clearInterval(timer);
  }, [look, looking.step, looking.peek]);

  const move = async (name: string, more: { step?: number; value?: unknown } = {}): Promise<void> => {
    // A second press, before the room has moved, is not another move.
    if (now === null || moving.current) return;
    moving.current = true;
    const reply = await desk.ask<{ state: State; since?: string[] }>("move", {
      room: id,
      who,
      seq: now.state.seq,
      name,
      ...more,
    });
    moving.current = false;
    const state = reply.data.state;
    if (state) setNow((old) => (old === null ? old : { ...old, state }));
    setSaid(reply.why === "overtaken" ? [words.overtaken, ...(reply.data.since ?? [])] : reply.say ? [reply.say] : []);
    await look();
  };
  return { data, now, picture, said: lost ? [lost, ...said] : said, ahead, say: (text) => setSaid(text ? [text] : []), move, look };
}
