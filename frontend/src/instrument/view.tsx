/** A form as it is filled in: its sections, what is said at the end, and the way to the record. */

import { useEffect } from "preact/hooks";
import { SaveLine } from "../player/save-state";
import { useHost } from "../player/use-host";
import { Picked, Typed, type OfFilling } from "./fields";
import { Finish } from "./finish";
import { Levels } from "./levels";
import type { Section } from "./types";

const PICKED = ["scale", "choice", "level"];

const Part = ({ filling, section }: OfFilling & { section: Section }) => (
  <section class={`part ${section.office ? "office" : ""}`} aria-labelledby={`s-${section.id}`}>
    <div class="part-head">
      <h2 id={`s-${section.id}`}>{section.title}</h2>
      {section.intro.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
    {section.layout === "ladder" ? (
      <Levels filling={filling} section={section} />
    ) : (
      <div class="fields">
        {section.items.map((item) => {
          const Field = PICKED.includes(item.kind) ? Picked : Typed;
          return <Field key={item.id} filling={filling} item={item} />;
        })}
      </div>
    )}
  </section>
);

/** Ask before the page goes with what the browser would not keep. */
function useLeaving({ filling }: OfFilling): void {
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (!filling.lasts) event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    return () => window.removeEventListener("beforeunload", leaving);
  }, [filling]);
}

export function FormView({ filling }: OfFilling) {
  useHost(filling);
  useLeaving({ filling });
  const { sections, closing } = filling.sheet;
  return (
    <>
      {sections.map((section) => (
        <Part key={section.id} filling={filling} section={section} />
      ))}
      {closing.length > 0 && (
        <div class="closing">
          {closing.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
      <Finish filling={filling} />
    </>
  );
}

export function State({ filling }: OfFilling) {
  useHost(filling);
  return <SaveLine {...filling.stands} />;
}
