/** The plan: where the room is, what is open, and how many have answered. On a narrow screen it folds away. */

import { useEffect, useState } from "preact/hooks";
import type { Now, PlanStep, RoomData } from "./types";
import { words } from "./words";

const WIDE = "(min-width: 62rem)";

interface StepsProps {
  data: RoomData;
  now: Now;
  at: number | null;
  onLook(number: number): void;
}

export function Steps({ data, now, at, onLook }: StepsProps) {
  const wide = useWide();
  const { plan } = data;
  return (
    <nav aria-label={words.inIt}>
      <details class="plan-fold" open={wide}>
        <summary>{words.plan(at === null ? null : at + 1, plan.length)}</summary>
        <ol class="plain plan">
          {plan.map((step, number) => (
            <li key={number} class={`plan-step ${number === at ? "at" : ""} ${number === now.state.step ? "here" : ""}`}>
              <button type="button" aria-current={number === at ? "step" : undefined} onClick={() => onLook(number)}>
                <span class="plan-number">{number + 1}</span>
                <span class="plan-kind">{kindOf(step)}</span>
                <span class="plan-what">{step.prompt ?? step.title}</span>
                <span class="plan-state">
                  {number === now.state.step && <b>{words.now}</b>}
                  <span>{words.phaseOf(step.kind, now.state.phases[number] ?? "")}</span>
                  {step.kind === "item" && now.state.phases[number] && (
                    <span>{words.gave(now.answered[number] ?? 0)}</span>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

const kindOf = (step: PlanStep): string =>
  [words.kinds[step.item ?? step.kind], step.minutes === null ? "" : words.min(step.minutes)].filter(Boolean).join(", ");

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const asked = matchMedia(WIDE);
    const changed = (): void => setWide(asked.matches);
    asked.addEventListener("change", changed);
    return () => asked.removeEventListener("change", changed);
  }, []);
  return wide;
}
