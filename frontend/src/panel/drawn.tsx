/** A chart with its figures behind it. */

import { Chart } from "../ui/chart";
import { Disclosure } from "../ui/disclosure";
import { Figures } from "../ui/figures";
import type { Drawn } from "./types";
import { words } from "./words";

export const Picture = ({ drawn: { chart, table } }: { drawn: Drawn }) => (
  <>
    <Chart chart={chart} />
    <Disclosure summary={words.figures}>
      <Figures title={chart.title} grid={table} />
    </Disclosure>
  </>
);
