import type { VNode } from "preact";
import { type AssetUrl, type PageFrame, PageHead, PortalPage, renderDocument } from "../layouts/index.ts";
import { Toc } from "../parts/toc/index.ts";
import { chapters } from "./chapters.ts";
import { exampleFrame, guangdong, themed, themedHalls, type Wish } from "./examples/halls.ts";
import { pageNames, pageTitles } from "./page-names.ts";
import { ExamplePage } from "./pages.tsx";
import { Palette } from "./palette.tsx";
import { type GalleryQuery, galleryHref, readWish } from "./query.ts";
import { SpecimenView } from "./specimen-view.tsx";

/**
 * The page `/ui`: every part in every state, in the mode, contrast and hue the address asks for; with `page`, one whole example page.
 * Pure: the same query gives the same text. It shows charts: `loadCharts` comes first.
 *
 * @param frame the frame of the site that shows the gallery; without it, that of the examples, whose links lead to examples.
 */
export function renderGallery(query: GalleryQuery, asset: AssetUrl, frame?: PageFrame): string {
  const { page, ...wish } = readWish(query);
  return renderDocument(
    page ? <ExamplePage name={page} wish={wish} asset={asset} /> : <Gallery wish={wish} asset={asset} frame={frame} />,
  );
}

function Gallery(props: { wish: Wish; asset: AssetUrl; frame: PageFrame | undefined }): VNode {
  const { wish } = props;
  const hall = themed(guangdong, wish);
  const plain: Wish = { ...wish, mode: "standard", contrast: "normal" };
  return (
    <PortalPage
      frame={{
        ...(props.frame ?? exampleFrame(guangdong, plain, props.asset, {})),
        address: galleryHref(wish),
      }}
      title="统一界面规范"
      description="网厅的全部部件：同一套部件，五套令牌；各厅主题只换色相。"
      crumbs={[{ href: "/", title: "首页" }]}
    >
      <PageHead
        title="统一界面规范"
        lead="同一套部件，五套令牌：标准、高对比、大字、自助终端、工作台；各厅主题只换色相。"
      />
      <nav class="views" aria-label="模式">
        <ul>
          {looks.map((look) => (
            <li key={look.title}>
              <a href={galleryHref(look.wish)} aria-current={sameWish(look.wish, wish) ? "page" : undefined}>
                {look.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Toc
        label="部件"
        entries={[
          { id: "chapter-palette", title: "颜色与字" },
          ...chapters.map((one) => ({ id: `chapter-${one.id}`, title: one.title })),
          { id: "chapter-pages", title: "整页" },
        ]}
      />
      <div
        data-mode={wish.mode}
        data-contrast={wish.contrast === "more" ? "more" : undefined}
        data-hall={hall.hue === undefined ? undefined : hall.code}
      >
        <section class="chapter" aria-labelledby="chapter-palette">
          <h2 id="chapter-palette">颜色与字</h2>
          <Palette />
        </section>
        {chapters.map((chapter) => (
          <section key={chapter.id} class="chapter" aria-labelledby={`chapter-${chapter.id}`}>
            <h2 id={`chapter-${chapter.id}`}>{chapter.title}</h2>
            {chapter.specimens.map((specimen) => (
              <SpecimenView key={specimen.title} specimen={specimen} />
            ))}
          </section>
        ))}
        <section class="chapter" aria-labelledby="chapter-pages">
          <h2 id="chapter-pages">整页</h2>
          <ul class="pick">
            {pageNames.map((name) => (
              <li key={name}>
                <a href={galleryHref({ ...wish, page: name })}>{pageTitles[name]}</a>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </PortalPage>
  );
}

const looks: readonly { title: string; wish: GalleryQuery }[] = [
  { title: "标准", wish: {} },
  { title: "高对比", wish: { contrast: "more" } },
  { title: "大字", wish: { mode: "elder" } },
  { title: "大字高对比", wish: { mode: "elder", contrast: "more" } },
  { title: "自助终端", wish: { mode: "kiosk" } },
  { title: "工作台", wish: { mode: "console" } },
  ...themedHalls.map((hall) => ({ title: `${hall.name}（色相 ${hall.hue}）`, wish: { theme: hall.code } })),
];

function sameWish(one: GalleryQuery, other: Wish): boolean {
  const read = readWish(one);
  return read.mode === other.mode && read.contrast === other.contrast && read.theme === other.theme;
}
