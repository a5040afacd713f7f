/** The record as a file: download, share, copy, and its fingerprint. */

import { useRef, useState } from "preact/hooks";
import { download } from "../give";
import { Disclosure } from "../ui/disclosure";
import { useSheet } from "./context";
import { useFingerprint } from "./fingerprint";
import { givenOf, noteGiven } from "./given";
import { recordName } from "./identity";
import { Icon } from "../ui/icons";
import { words } from "./words";

/** Browsers share text files and refuse types that they do not know. */
const asFile = (name: string, text: string): File => new File([text], `${name}.txt`, { type: "text/plain" });

function shareable(name: string): boolean {
  try {
    return navigator.canShare?.({ files: [asFile(name, "")] }) ?? false;
  } catch {
    return false;
  }
}

/** What becomes of the record once it is out of the page. */
function useGive(): { name: string; given(): void } {
  const { paper, hosts, id, redraw } = useSheet();
  return {
    name: recordName(paper.slug, id),
    given: () => {
      noteGiven(paper.slug, hosts.lines());
      redraw();
    },
  };
}

export function DownloadButton({ quiet = false, testId }: { quiet?: boolean; testId: string }) {
  const { hosts } = useSheet();
  const { name, given } = useGive();
  const give = (): void => {
    download(name, hosts.text());
    given();
  };
  return (
    <button type="button" class={`button ${quiet ? "quiet" : ""}`} onClick={give} data-testid={testId}>
      {words.download}
    </button>
  );
}

function ShareButton() {
  const { hosts, announce } = useSheet();
  const { name, given } = useGive();
  const [failed, fail] = useState(false);
  if (!shareable(name)) return null;
  const share = async (): Promise<void> => {
    fail(false);
    try {
      await navigator.share({ files: [asFile(name, hosts.text())] });
      given();
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      fail(true);
      announce(words.shareFailed);
    }
  };
  return (
    <>
      <button type="button" class="button quiet" onClick={() => void share()} data-testid="share">
        {words.share}
      </button>
      {failed && <p class="missing">{words.shareFailed}</p>}
    </>
  );
}

function AsText() {
  const { hosts, announce } = useSheet();
  const { given } = useGive();
  const area = useRef<HTMLTextAreaElement>(null);
  const copy = async (): Promise<void> => {
    area.current?.select();
    try {
      await navigator.clipboard.writeText(hosts.text());
    } catch {
      if (!document.execCommand("copy")) return announce(words.notCopied);
    }
    given();
    announce(words.copied);
  };
  return (
    <Disclosure summary={words.noDownload} testId="as-text">
      <div class="field">
        <p>{words.noDownloadHow}</p>
        <label for="mp-text">{words.text}</label>
        <textarea id="mp-text" ref={area} rows={5} readOnly value={hosts.text()} data-testid="record-text" />
      </div>
      <button type="button" class="button quiet" onClick={() => void copy()} data-testid="copy">
        {words.copy}
      </button>
    </Disclosure>
  );
}

export function RecordPart() {
  const { paper, hosts, id } = useSheet();
  const given = givenOf(paper.slug, hosts.lines());
  const print = useFingerprint(hosts.text());
  return (
    <>
      <p>{words.recordIs(recordName(paper.slug, id))}</p>
      <div class="buttons">
        <DownloadButton testId="download-record" />
        <ShareButton />
      </div>
      <p class={`status ${given === "newest" ? "saved" : given === "changed" ? "memory" : ""}`} data-testid="given" data-given={given}>
        <Icon name={given === "newest" ? "same" : "note"} /> <span>{words.given[given]}</span>
      </p>
      {print !== null && (
        <dl class="print">
          <dt>{words.fingerprint}</dt>
          <dd>
            <code data-testid="fingerprint">{print}</code>
          </dd>
          <dd class="hint">{words.fingerprintWhy}</dd>
        </dl>
      )}
      <AsText />
    </>
  );
}
