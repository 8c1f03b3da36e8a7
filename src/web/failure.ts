import type { House } from "../kernel/house/index.ts";
import type { Assets, RenderFailure } from "../kernel/http/index.ts";
import { renderErrorPage } from "../ui/index.ts";
import { frameAtHand } from "./frame.ts";

/** The error page in the look of the house. The head names whoever is signed in, as far as the door knew. It asks nothing of the database: that may be what has failed. */
export function renderFailure(house: House, assets: Assets): RenderFailure {
  return (view) => {
    const { display, reader } = view;
    const at = { asset: (name: string) => assets.url(name), display, address: "/" };
    const frame = frameAtHand(house, reader ? { ...at, reader } : at);
    return renderErrorPage(frame, view);
  };
}
