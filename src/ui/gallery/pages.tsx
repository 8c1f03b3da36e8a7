import type { VNode } from "preact";
import { ErrorPage } from "../error-page.tsx";
import type { AssetUrl } from "../layouts/index.ts";
import { CaseExample } from "./examples/case-page.tsx";
import { DeskExample } from "./examples/desk-page.tsx";
import { DraftExample } from "./examples/draft-page.tsx";
import { FormExample } from "./examples/form-page.tsx";
import { GuideExample } from "./examples/guide-page.tsx";
import { exampleFrame, guangdong, type Wish } from "./examples/halls.ts";
import { HomeExample } from "./examples/home-page.tsx";
import { KioskExample } from "./examples/kiosk-page.tsx";
import { SearchExample } from "./examples/search-page.tsx";
import type { PageName } from "./page-names.ts";

/** One whole page of the gallery. */
export function ExamplePage(props: { name: PageName; wish: Wish; asset: AssetUrl }): VNode {
  const { name, ...rest } = props;
  switch (name) {
    case "home":
      return <HomeExample {...rest} />;
    case "guide":
      return <GuideExample {...rest} />;
    case "search":
      return <SearchExample {...rest} />;
    case "draft":
      return <DraftExample {...rest} />;
    case "form":
      return <FormExample {...rest} />;
    case "case":
      return <CaseExample {...rest} />;
    case "desk":
      return <DeskExample {...rest} />;
    case "kiosk":
      return <KioskExample {...rest} />;
    case "error":
      return (
        <ErrorPage
          frame={exampleFrame(guangdong, rest.wish, rest.asset, {})}
          error={{
            status: 503,
            message: "数据库正在重启，通常一分钟内恢复。",
            requestId: "01996f2c-7b1e-7c3a-9d52-4f0e6b8a1c77",
            retryAfter: 30,
          }}
        />
      );
  }
}
