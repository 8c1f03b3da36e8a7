import type { VNode } from "preact";
import type { House } from "../../kernel/house/index.ts";
import type { Hall } from "../../region/index.ts";
import type { Guide } from "./load-guide.ts";
import { webAddress } from "./web-address.ts";

interface DataProps {
  house: House;
  guide: Guide;
  home: Hall | undefined;
}

/**
 * schema.org GovernmentService for search engines, as a data block: browsers do not run it, and the content policy lets it be.
 *
 * @source https://schema.org/GovernmentService
 */
export function StructuredData(props: DataProps): VNode {
  // `<` is written as an escape, so that no text of an item can end the block.
  const json = JSON.stringify(governmentService(props)).replaceAll("<", "\\u003c");
  // Set as it is: text inside a script is not decoded by browsers, so Preact's `&quot;` would break the JSON.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

/** What a guide says, in the words of schema.org; what is unknown is left out. */
export function governmentService({ house, guide, home }: DataProps): Record<string, unknown> {
  const { item, document } = guide;
  const { codes } = house;
  const url = new URL(`/items/${item.id}`, house.config.publicUrl).href;
  const online = [document.onlineHandleUrl, document.pcUrl].map(webAddress).find(Boolean);
  const phone = document.linkWay?.phone;
  const [place] = document.transactAddr ?? [];
  return {
    "@context": "https://schema.org",
    "@type": "GovernmentService",
    name: item.name,
    ...(item.aliases.length > 0 ? { alternateName: item.aliases } : {}),
    ...(document.plain ? { description: document.plain } : {}),
    identifier: item.code,
    url,
    ...(item.taskType ? { serviceType: codes.label("item_type", item.taskType) } : {}),
    ...(document.deptName ? { provider: { "@type": "GovernmentOrganization", name: document.deptName } } : {}),
    ...(home ? { areaServed: { "@type": "AdministrativeArea", name: home.division.name } } : {}),
    ...(item.audiences.length > 0
      ? {
          audience: item.audiences.map((code) => ({
            "@type": "Audience",
            audienceType: codes.label("audience_v2", code),
          })),
        }
      : {}),
    availableChannel: {
      "@type": "ServiceChannel",
      serviceUrl: online ?? url,
      ...(phone ? { servicePhone: { "@type": "ContactPoint", telephone: phone } } : {}),
      ...(place ? { serviceLocation: { "@type": "Place", address: place.address } } : {}),
      availableLanguage: "zh-CN",
    },
  };
}
