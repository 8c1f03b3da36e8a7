import type { House } from "../kernel/house/index.ts";
import type { Assets, Page, ServerParts } from "../kernel/http/index.ts";
import { renderFailure } from "./failure.ts";
import { withHallThemes } from "./hall-themes.ts";
import { hallsAtHand, siteOf } from "./halls-at-hand.ts";
import { tellPages } from "./open-pages.ts";

/**
 * What the portal brings to the server: its files with the themes of the halls, the error page, the halls' own hosts.
 * Reads the halls once, so that hosts and themes are known before the first request.
 *
 * @param parts.pages all pages the server mounts: the portal links to nothing else. @param parts.built the files of the build.
 */
export async function openPortal(
  house: House,
  parts: { pages: readonly Page[]; built: Assets },
): Promise<Required<Pick<ServerParts, "assets" | "renderFailure" | "siteOf">>> {
  tellPages(house, parts.pages);
  await hallsAtHand(house);
  const assets = withHallThemes(house, parts.built);
  return { assets, renderFailure: renderFailure(house, assets), siteOf: siteOf(house) };
}
