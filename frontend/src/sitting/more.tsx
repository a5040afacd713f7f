/** Going on from another device's record, and making room for another person. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Disclosure } from "../ui/disclosure";
import { useSheet } from "./context";
import { DownloadButton } from "./record-part";
import { TakeUp } from "./take-up-part";
import { words } from "./words";

function Afresh() {
  const { hosts, id, afresh } = useSheet();
  const [asking, ask] = useState(false);
  const sure = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const first = useRef(true);
  useLayoutEffect(() => {
    if (first.current) first.current = false;
    else (asking ? sure : opener).current?.focus();
  }, [asking]);
  const page = hosts.where === "page";
  return (
    <>
      <div class="buttons">
        <DownloadButton quiet testId="download-first" />
        <button
          type="button"
          class="button quiet"
          ref={opener}
          aria-expanded={asking}
          onClick={() => ask(true)}
          data-testid="afresh"
        >
          {page ? words.wipe : words.own}
        </button>
      </div>
      {asking && (
        <div class="confirm" role="group" aria-label={words.afresh(id)}>
          <p>{page ? words.wipeAsk : words.ownAsk}</p>
          <div class="buttons">
            <button type="button" class="button" ref={sure} onClick={afresh} data-testid="afresh-yes">
              {page ? words.wipeYes : words.ownYes}
            </button>
            <button type="button" class="button quiet" onClick={() => ask(false)} data-testid="afresh-no">
              {words.no}
            </button>
          </div>
        </div>
      )}
    </>
  );
}

export function More() {
  const { hosts, id } = useSheet();
  return (
    <Disclosure summary={words.more} class="more" testId="more">
      <h3>{words.takeUp}</h3>
      <p>{words.takeUpHow}</p>
      <TakeUp />
      <h3>{words.afresh(id)}</h3>
      <p>{words.afreshHow(hosts.where === "page")}</p>
      <Afresh />
    </Disclosure>
  );
}
