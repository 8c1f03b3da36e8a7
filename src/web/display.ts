import { Type } from "typebox";
import { displayCookie, displayName, page, seeOther, writeCookie } from "../kernel/http/index.ts";

const aYear = 365 * 24 * 3600;

/** `/prefer`: changes how pages look (大字版, 高对比) by a plain link and leads back; it works without script. */
export const displayPage = page({
  method: "GET",
  path: "/prefer",
  role: "anyone",
  summary: "换大字版或高对比",
  query: Type.Object({
    mode: Type.Optional(Type.Union([Type.Literal("standard"), Type.Literal("elder")])),
    contrast: Type.Optional(Type.Union([Type.Literal("normal"), Type.Literal("more")])),
    back: Type.Optional(Type.String({ maxLength: 2000 })),
  }),
  async handle({ house, query, display }) {
    const chosen = displayName({ mode: query.mode ?? display.mode, contrast: query.contrast ?? display.contrast });
    const { secureCookies: secure } = house.config;
    return seeOther(query.back ?? "/", {
      cookies: [writeCookie(displayCookie, chosen, { secure, maxAgeSeconds: aYear })],
    });
  },
});
