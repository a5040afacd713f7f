/** After the reveal: how the room answered, one's own answer beside the key, and the reasons. */

import { kindOf } from "../kinds";
import type { AnyKind } from "../kinds/kind";
import { Boundary } from "../player/boundary";
import { useSetting } from "../player/setting";
import { say } from "../strings";
import type { ItemBase, KeyBase } from "../types";
import { Rationale, Why } from "../ui/compare";
import { Heading } from "../ui/text";
import { Drawn } from "./chart";
import { chartsOf } from "./charts";
import { reasonsOf } from "./reasons";
import type { Spread } from "./state";
import { words } from "./words";

interface RevealedProps {
  item: ItemBase;
  spread: Spread | null;
  answer: object | null;
}

export function RoomView({ item, spread, answer }: RevealedProps) {
  if (spread === null) return <p class="hint">{words.counting}</p>;
  const charts = chartsOf(item, spread, answer as Record<string, unknown> | null);
  const said = charts.length > 0 ? words.people(spread.people) : words.wrote(spread.people);
  return (
    <div data-testid="room-view">
      <p class="agree">{said}</p>
      {(spread.people > 0 ? spread.words : []).map((sentence) => (
        <p key={sentence} class="in-words">
          {sentence}
        </p>
      ))}
      {charts.map((chart) => (
        <Drawn key={chart.id} chart={chart} />
      ))}
    </div>
  );
}

/** The reasons by themselves, for who gave no answer to put beside them. */
function Reasons({ item }: { item: ItemBase & { key?: KeyBase } }) {
  const { lines } = useSetting();
  const reasons = reasonsOf(item, (id) => lines.get(id)?.says);
  return (
    <>
      {reasons.length > 0 && (
        <ul class="plain rows">
          {reasons.map(({ id, about, why }) => (
            <li key={id} class="row">
              <p class="about-reason">{about}</p>
              <Why text={why} />
            </li>
          ))}
        </ul>
      )}
      {item.key && <Rationale of={item.key} />}
    </>
  );
}

function Key({ item, answer, kind }: { item: ItemBase; answer: object | null; kind: AnyKind }) {
  const { id, judge } = useSetting();
  const agreed = answer === null ? null : kind.agree(item, answer);
  const { View } = kind;
  return (
    <section class="view" aria-labelledby={id(item.id, "view")} data-testid="key-view">
      <Heading below={1} class="view-heading" id={id(item.id, "view")}>
        {answer === null ? words.viewOf(judge) : agreed ? say.beside(judge) : say.yourAnswer}
      </Heading>
      {agreed && (
        <p class="agree" data-testid="agree">
          {say.agree(judge, agreed.same, agreed.of)}.
        </p>
      )}
      {answer === null ? (
        <>
          <p class="agree">{words.noAnswer}</p>
          <Reasons item={item} />
        </>
      ) : (
        <View item={item} answer={answer} />
      )}
    </section>
  );
}

export function Revealed(props: RevealedProps) {
  const { id } = useSetting();
  const { item } = props;
  const kind = kindOf(item.kind);
  return (
    <div class="revealed" data-testid="revealed">
      <section class="the-room" aria-labelledby={id(item.id, "room")}>
        <Heading below={1} class="view-heading arrive-reveal" id={id(item.id, "room")} focusable>
          {words.room}
        </Heading>
        <Boundary words={say.broken}>
          <RoomView {...props} />
        </Boundary>
      </section>
      {kind && (
        <Boundary words={say.broken}>
          <Key item={item} answer={props.answer} kind={kind} />
        </Boundary>
      )}
    </div>
  );
}
