import type { House } from "../kernel/house/index.ts";
import type { Assets, RenderFailure } from "../kernel/http/index.ts";
import { renderErrorPage } from "../ui/index.ts";
import { frameAtHand } from "./frame.ts";

/** The error page in the look of the house. It asks nothing of the database: that may be what has failed. */
export function renderFailure(house: House, assets: Assets): RenderFailure {
  return (view) => {
    const frame = frameAtHand(house, { asset: (name) => assets.url(name), display: view.display, address: "/" });
    return renderErrorPage(frame, view);
  };
}
