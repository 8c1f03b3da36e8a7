import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { HallServer } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { web } from "./index.ts";
import { crawl, linksOf } from "./probe/index.ts";
import { portalServer, webHouse } from "./web.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
const house = webHouse(db);
let server: HallServer;
before(async () => {
  server = await portalServer(house);
});
after(async () => {
  await server?.app.close();
  await close();
});

async function fetch(address: string) {
  const answer = await server.app.inject({ url: address });
  const location = answer.headers.location;
  return { statusCode: answer.statusCode, body: answer.body, location };
}

/**
 * One in 40 of the sites, of the further pages of lists and of the lists of one hall, always the same ones: they are made by
 * the same few lines, and all of them together hold a million links.
 */
function sampled(address: string): boolean {
  const many = /^\/halls\/\d{9}|[?&](page|hall)=|^\/(prefer|sign-in|register|forgot-password)[/?]/.test(address);
  if (!many) return true;
  let sum = 0;
  for (const character of address) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003;
  return sum % 40 === 0;
}

test("no link of any page leads nowhere, from the home of the province down to a village", async (context) => {
  // What only a demo has is not there in this house.
  const isHere = (path: string) => !path.includes(":") && !path.startsWith("/demo/");
  const open = (web.pages ?? []).filter(({ method, path }) => method === "GET" && isHere(path));
  const start = [...open.map(({ path }) => path), "/nothing-here"];
  const { pages, links, dead } = await crawl(fetch, start, { follow: sampled });
  context.diagnostic(`pages ${pages}, links ${links}, dead ${dead.length - 1}`);
  assert.deepEqual(dead, ["/nothing-here ← start: 404"]);
  assert.ok(pages > 500, `only ${pages} pages were met`);
});

test("a link into nothing is found", async () => {
  const pages: Record<string, string> = {
    "/": '<a href="/there">a</a><a href="/gone?a=1&amp;b=2#c">b</a>',
    "/there": "",
  };
  const { dead } = await crawl(
    async (address) => ({
      statusCode: address in pages ? 200 : 404,
      body: pages[address] ?? "",
      location: undefined,
    }),
    ["/"],
  );
  assert.deepEqual(dead, ["/gone?a=1&b=2 ← /: 404"]);
});

test("what is not built yet is not linked to: no licences or help before their pages", async () => {
  const names = ["/licences", "/help"];
  const home = await fetch("/");
  for (const name of names) assert.ok(!linksOf("/", home.body).some((link) => link.startsWith(name)), name);
});
