// Rewrites minified style sheets for browsers of 2019 (iOS 12, Chrome 73), which phones in a room still have:
// logical properties become physical ones, since the page runs from left to right, and a length by the width of
// its container stands behind one by the width of the window. What else they do not know only looks plainer.
const SIZES = { "inline-size": "width", "block-size": "height" };
const SIDES = { inline: ["left", "right"], block: ["top", "bottom"] };
const CORNERS = {
  "border-start-start-radius": "border-top-left-radius",
  "border-start-end-radius": "border-top-right-radius",
  "border-end-start-radius": "border-bottom-left-radius",
  "border-end-end-radius": "border-bottom-right-radius",
};
const LOGICAL = /^(scroll-margin|scroll-padding|margin|padding|border|inset)-(inline|block)(-start|-end)?(-style|-width|-color)?$/;

/** Split a value at its spaces, but not inside brackets. */
function parts(value) {
  const found = [""];
  let depth = 0;
  for (const char of value) {
    depth += char === "(" ? 1 : char === ")" ? -1 : 0;
    if (char === " " && depth === 0) found.push("");
    else found[found.length - 1] += char;
  }
  return found.filter(Boolean);
}

function physical(property, value) {
  const size = /^(min-|max-)?(inline-size|block-size)$/.exec(property);
  if (size) return [[`${size[1] ?? ""}${SIZES[size[2]]}`, value]];
  if (CORNERS[property]) return [[CORNERS[property], value]];
  const found = LOGICAL.exec(property);
  if (!found) return [[property, value]];
  const [, what, axis, edge, more = ""] = found;
  const name = (side) => (what === "inset" ? side : `${what}-${side}${more}`);
  const [start, end] = SIDES[axis];
  if (edge) return [[name(edge === "-start" ? start : end), value]];
  // A border is one value of several words; the others are one word a side.
  const [first, second = first] = what === "border" && !more ? [value] : parts(value);
  return [[name(start), first], [name(end), second]];
}

function declaration(text) {
  const colon = text.indexOf(":");
  const [property, value] = [text.slice(0, colon), text.slice(colon + 1)];
  if (property.startsWith("--")) return text;
  return physical(property, value)
    .flatMap(([name, is]) => (is.includes("cqi") ? [`${name}:${is.replaceAll("cqi", "vw")}`, `${name}:${is}`] : [`${name}:${is}`]))
    .join(";");
}

/** Return a minified style sheet that older browsers understand. */
export const forOldBrowsers = (css) =>
  css.replace(/\{([^{}@]+)\}/g, (_, body) => `{${split(body).map(declaration).join(";")}}`);

/** Split a block into its declarations, but not inside brackets or quotes. */
function split(body) {
  return body.match(/(?:[^;("']|\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)|"[^"]*"|'[^']*')+/g) ?? [];
}
