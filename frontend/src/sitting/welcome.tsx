/** Before the first question: who sits, and how it works. */

import { useSheet } from "./context";
import { NameForm } from "./name-form";
import { TakeUp } from "./take-up-part";
import { words } from "./words";

export function Welcome() {
  const { hosts, announce, rename } = useSheet();
  const page = hosts.where === "page";
  return (
    <div class="welcome" data-testid="welcome">
      <section class="sign" aria-labelledby="mp-begin">
        <h2 id="mp-begin">{words.begin}</h2>
        <NameForm known="" button={words.start} announce={announce} onName={rename} />
      </section>
      <section class="how-it-works" aria-labelledby="mp-how">
        <h2 id="mp-how">{words.how}</h2>
        <ol>
          {words.steps(page).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {page && <p class="hint">{words.privately}</p>}
      </section>
      <section class="elsewhere" aria-labelledby="mp-begun">
        <h2 id="mp-begun" class="small">
          {words.begun}
        </h2>
        <p>{words.begunHow}</p>
        <TakeUp />
      </section>
    </div>
  );
}
