/** A trait of the model, as state. */

import { useEffect, useReducer } from "preact/hooks";
import type { Model } from "../hosts/model";

export function useTrait(model: Model, name: string): unknown {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const changed = (): void => redraw(null);
    model.on(`change:${name}`, changed);
    redraw(null);
    return () => model.off(`change:${name}`, changed);
  }, [model, name]);
  return model.get(name);
}
