import assert from "node:assert/strict";
import { test } from "node:test";
// @ts-expect-error -- a part of the build, in plain JavaScript
import { forOldBrowsers } from "../old-styles.mjs";

const old = forOldBrowsers as (css: string) => string;

test("logical properties become physical ones", () => {
  assert.equal(old("a{padding-block:1px 2px;margin-inline:auto}"), "a{padding-top:1px;padding-bottom:2px;margin-left:auto;margin-right:auto}");
  assert.equal(old("a{border-inline-start:3px double red}"), "a{border-left:3px double red}");
  assert.equal(old("a{max-inline-size:calc(100% - 2px)}"), "a{max-width:calc(100% - 2px)}");
  assert.equal(old("a{inset-block-start:0;border-end-start-radius:4px}"), "a{top:0;border-bottom-left-radius:4px}");
  assert.equal(old("a{border-inline-start-style:dotted}"), "a{border-left-style:dotted}");
});

test("a value of several words in brackets stays whole", () => {
  assert.equal(old("a{padding-inline:calc(1px + (2px * 3)) 4px}"), "a{padding-left:calc(1px + (2px * 3));padding-right:4px}");
  assert.equal(old('a:before{content:";";margin-block:0}'), 'a:before{content:";";margin-top:0;margin-bottom:0}');
});

test("a length by the container comes after one by the window, and a custom property stays as it is", () => {
  assert.equal(old("a{font-size:clamp(1rem,4cqi,2rem)}"), "a{font-size:clamp(1rem,4vw,2rem);font-size:clamp(1rem,4cqi,2rem)}");
  assert.equal(old("a{--pad: clamp(1rem, 4cqi, 2rem)}"), "a{--pad: clamp(1rem, 4cqi, 2rem)}");
});

test("rules inside conditions are rewritten, and the conditions are not", () => {
  assert.equal(old("@supports (width: 1cqi){a{block-size:1px}}"), "@supports (width: 1cqi){a{height:1px}}");
  assert.equal(old("@keyframes x{from{inline-size:0}to{inline-size:1px}}"), "@keyframes x{from{width:0}to{width:1px}}");
});
