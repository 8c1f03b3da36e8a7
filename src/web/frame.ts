import type { House } from "../kernel/house/index.ts";
import type { Display } from "../kernel/http/index.ts";
import type { PageFrame } from "../ui/index.ts";

/** What stands around a public page: whose hall it is, how it looks, where it is. */
export function frameOf(
  house: House,
  page: { asset(name: string): string; display: Display; address: string },
): PageFrame {
  const province = { name: "广东省", href: "/" };
  return {
    asset: page.asset,
    hall: { code: house.config.hall, title: "网上办事大厅", href: "/", path: [province] },
    address: page.address,
    mode: page.display.mode === "elder" ? "elder" : "standard",
    contrast: page.display.contrast,
    demo: house.config.demo,
  };
}
