/** Each member's link: to copy, or as a QR code that a tablet's camera reads from this screen. */

import { useState } from "preact/hooks";
import { Qr } from "../ui/qr";
import type { Member, RoomData } from "./types";
import { words } from "./words";

export function LinksView({ room }: { room: RoomData }) {
  // One code at a time: the camera that looks for one must not find another's.
  const [shown, setShown] = useState("");
  const [said, setSaid] = useState("");
  const copy = async ({ id, url }: Member): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url);
      setSaid(words.copied(id));
    } catch {
      // Without https a browser gives no clipboard, other than on this machine itself.
      setSaid(words.notCopied);
    }
  };
  if (!room.members.some(({ url }) => url)) return <p>{words.noLinks}</p>;
  return (
    <>
      <p class="about">{words.linksAbout}</p>
      <p class="said" role="status">
        {said}
      </p>
      <ul class="plain links">
        {room.members.map((member) => {
          const { id, who, chair, url, qr } = member;
          const open = shown === id;
          return (
            <li key={id} class="block" data-testid={`link-${id}`}>
              <p>
                <b>{id}</b>, {who} {chair && <span class="badge">{words.chair}</span>}
              </p>
              <p class="address">{url}</p>
              <div class="buttons">
                <button type="button" class="button quiet" aria-label={words.copyOf(id)} onClick={() => void copy(member)}>
                  {words.copy}
                </button>
                <button
                  type="button"
                  class="button quiet"
                  aria-expanded={open}
                  aria-label={open ? words.hideQr(id) : words.showQr(id)}
                  onClick={() => setShown(open ? "" : id)}
                >
                  {open ? words.away : words.qr}
                </button>
              </div>
              {open && qr && <Qr qr={qr} says={words.qrSays(id, who)} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}
