/** Following the day: looking at who has locked what every two seconds. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "../hosts/desk";
import type { Locks, RoomData } from "./types";

const EACH = 2_000;

export interface Following {
  room: RoomData | null;
  locks: Locks | null;
  /** Changes whenever a member's record does. */
  mark: string;
  lost: string;
}

export function useDay(desk: Desk): Following {
  const [room, setRoom] = useState<RoomData | null>(null);
  const [locks, setLocks] = useState<Locks | null>(null);
  const [mark, setMark] = useState("");
  const [lost, setLost] = useState("");
  const known = useRef("");
  const edition = useRef(-1);
  useEffect(() => {
    let busy = false;
    let over = false;
    const look = async (): Promise<void> => {
      // A page that nobody sees need not keep a kernel at work.
      if (busy || document.hidden) return;
      busy = true;
      const reply = await desk.ask<Locks & { mark: string }>("look", { known: known.current });
      busy = false;
      if (over) return;
      setLost(reply.ok ? "" : reply.say);
      if (!reply.ok || reply.data.mark === known.current) return;
      if (reply.data.edition !== edition.current && !(await open(reply.data.edition))) return;
      known.current = reply.data.mark;
      setLocks(reply.data);
      setMark(reply.data.mark);
    };
    const open = async (now: number): Promise<boolean> => {
      const reply = await desk.ask<RoomData>("room");
      if (over) return false;
      setLost(reply.ok ? "" : reply.say);
      if (!reply.ok) return false;
      edition.current = now;
      setRoom(reply.data);
      return true;
    };
    void look();
    const timer = setInterval(() => void look(), EACH);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [desk]);
  return { room, locks, mark, lost: lost || (locks?.fault ?? "") };
}

/** What the desk says to a question, asked again whenever a record changes; null until it is known. */
export function useAnswer<T>(desk: Desk, ask: string, mark: string): { data: T | null; say: string } {
  const [answer, setAnswer] = useState<{ data: T | null; say: string }>({ data: null, say: "" });
  useEffect(() => {
    let over = false;
    void desk.ask<T>(ask).then((reply) => {
      // What was asked before the record changed is of no more interest.
      if (!over) setAnswer((old) => ({ data: reply.ok ? reply.data : old.data, say: reply.say }));
    });
    return () => {
      over = true;
    };
  }, [desk, ask, mark]);
  return answer;
}
