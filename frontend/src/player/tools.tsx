/** What the trainee can do with the record: take it away, start again, delete it. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Host } from "../hosts/host";
import { download } from "../give";
import { asText } from "../record";
import { say } from "../strings";
import { Heading } from "../ui/text";
import { useSetting } from "./setting";

type Asking = "restart" | "wipe" | null;

interface ToolsProps {
  host: Host;
  onRestart(): void;
  onWipe(): void;
}

export function Tools({ host, onRestart, onWipe }: ToolsProps) {
  const { announce, exercise } = useSetting();
  const [asking, ask] = useState<Asking>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const sure = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => sure.current?.focus(), [asking]);
  const close = (words: string): void => {
    const opener = `[data-testid="${asking === "wipe" ? "delete" : "restart"}"]`;
    ask(null);
    buttons.current?.querySelector<HTMLElement>(opener)?.focus();
    if (words) announce(words);
  };
  const confirm = (): void => {
    if (asking === "wipe") onWipe();
    else onRestart();
    close(asking === "wipe" ? say.wiped : say.restarted);
  };
  return (
    <footer class="tools">
      <Heading below={1} class="small">
        {say.tools}
      </Heading>
      <p>{host.where === "page" ? say.wherePage : say.whereKernel}</p>
      <div class="buttons" ref={buttons}>
        <button
          type="button"
          class="button quiet"
          onClick={() => download(`answers-${exercise.slug}.jsonl`, asText(host.lines()))}
          data-testid="download"
        >
          {say.download}
        </button>
        <button
          type="button"
          class="button quiet"
          aria-expanded={asking === "restart"}
          onClick={() => ask("restart")}
          data-testid="restart"
        >
          {say.restart}
        </button>
        {host.wipe && (
          <button
            type="button"
            class="button quiet"
            aria-expanded={asking === "wipe"}
            onClick={() => ask("wipe")}
            data-testid="delete"
          >
            {say.wipe}
          </button>
        )}
      </div>
      {asking !== null && (
        <div class="confirm" role="group" aria-label={asking === "wipe" ? say.wipe : say.restart}>
          <p>{asking === "wipe" ? say.wipeAsk : say.restartAsk}</p>
          <div class="buttons">
            <button type="button" class="button" ref={sure} onClick={confirm} data-testid="confirm">
              {asking === "wipe" ? say.wipeYes : say.restartYes}
            </button>
            <button type="button" class="button quiet" onClick={() => close("")} data-testid="cancel">
              {say.no}
            </button>
          </div>
        </div>
      )}
    </footer>
  );
}
