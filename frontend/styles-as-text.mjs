// Lets a module import a style sheet as minified text, for a shadow root.
import { readFile } from "node:fs/promises";
import { transform } from "esbuild";

export const stylesAsText = {
  name: "styles-as-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};
