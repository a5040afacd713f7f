/** What it comes to, in words; never a grade. */

import type { Agreement } from "../kinds/kind";
import { KINDS, say } from "../strings";
import { Heading } from "../ui/text";
import { useSetting } from "./setting";

export interface Outcome {
  id: string;
  kind: string;
  agreed: Agreement | null;
}

export function Summary({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { exercise, graded, judge } = useSetting();
  const agreed = outcomes.flatMap((outcome) => outcome.agreed ?? []);
  const same = agreed.reduce((sum, each) => sum + each.same, 0);
  const of = agreed.reduce((sum, each) => sum + each.of, 0);
  return (
    <section class="summary" data-testid="summary">
      <Heading below={1}>{say.end}</Heading>
      {graded ? (
        <p class="agree">{say.allSaved(outcomes.length)}</p>
      ) : (
        <>
          {of > 0 && <p class="agree">{say.agree(judge, same, of)}.</p>}
          <ol class="plain outcomes">
            {outcomes.map((outcome, index) => (
              <li key={outcome.id}>
                <span>
                  {index + 1}. {KINDS[outcome.kind]}:
                </span> <b>{outcome.agreed ? say.itemAgree(outcome.agreed.same, outcome.agreed.of) : say.written}</b>
              </li>
            ))}
          </ol>
          <p class="caveat">{say.practiceResult(exercise.provenance.source)}</p>
        </>
      )}
    </section>
  );
}
