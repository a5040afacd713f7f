/** A chart that the kernel drew: for a wide and for a narrow page, with what it shows in words. */

import { useLayoutEffect, useRef } from "preact/hooks";

export interface ChartCard {
  title: string;
  says: string;
  wide: string;
  narrow: string;
}

/** A drawing as an element; null where it is none. Read as XML, in which nothing runs. */
function drawingOf(svg: string): Element | null {
  const { documentElement } = new DOMParser().parseFromString(svg, "image/svg+xml");
  return documentElement.localName === "svg" ? document.importNode(documentElement, true) : null;
}

export function Chart({ chart }: { chart: ChartCard }) {
  const wide = useRef<HTMLDivElement>(null);
  const narrow = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    wide.current?.replaceChildren(...[drawingOf(chart.wide)].filter((one) => one !== null));
    narrow.current?.replaceChildren(...[drawingOf(chart.narrow)].filter((one) => one !== null));
  }, [chart]);
  return (
    <figure class="chart">
      <figcaption>{chart.title}</figcaption>
      <div class="wide" ref={wide} />
      <div class="narrow" ref={narrow} />
      <p class="chart-says">{chart.says}</p>
    </figure>
  );
}
