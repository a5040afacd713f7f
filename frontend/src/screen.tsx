/** The projector's page. Its address is the secret by which it sees the room. */

import { render } from "preact";
import { App } from "./screen/app";
import { followScheme } from "./player/theme";

const place = document.getElementById("screen")!;
followScheme((scheme) => (document.documentElement.dataset["scheme"] = scheme));
place.textContent = "";
render(<App base={location.pathname.replace(/\/$/, "")} />, place);
