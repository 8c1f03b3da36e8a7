import type { ComponentChildren, VNode } from "preact";
import { BrandMark, Lattice } from "../brand/index.ts";
import { Icon, type IconName } from "../icons/index.ts";
import { addresses } from "./addresses.ts";
import { PageDocument } from "./document.tsx";
import type { AssetUrl, Contrast, Hall } from "./frame.ts";

export interface KioskPageProps {
  asset: AssetUrl;
  hall: Hall;
  contrast: Contrast;
  /** Where the terminal stands: 越秀区政务服务中心 */
  place: string;
  /** Instant shown at the top, as machine and as words. */
  now: { instant: string; words: string };
  title: string;
  lead: string;
  /** Row at hand height: help, larger type, keys further down. */
  help: readonly { href: string; icon: IconName; name: string }[];
  children: ComponentChildren;
}

/** A self-service terminal, 1080 × 1920 and standing: everything a hand must reach lies in the lower two thirds. */
export function KioskPage(props: KioskPageProps): VNode {
  return (
    <PageDocument
      title={props.title}
      asset={props.asset}
      hall={props.hall}
      mode="kiosk"
      contrast={props.contrast}
      bodyClass="kiosk"
      noindex
    >
      <header class="kiosk-head">
        <Lattice id="kiosk-lattice" />
        <div class="kiosk-top">
          <a class="brand" href={addresses.kiosk}>
            <BrandMark />
            <span>{props.place}</span>
          </a>
          <p>
            <time dateTime={props.now.instant}>{props.now.words}</time>
          </p>
        </div>
        <h1>{props.title}</h1>
        <p>{props.lead}</p>
      </header>
      <main id="main" class="kiosk-main">
        {props.children}
      </main>
      <nav class="kiosk-foot" aria-label="辅助">
        {props.help.map((key) => (
          <a key={key.name} href={key.href}>
            <Icon name={key.icon} />
            {key.name}
          </a>
        ))}
      </nav>
    </PageDocument>
  );
}
