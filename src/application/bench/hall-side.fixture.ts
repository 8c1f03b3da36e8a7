import { answerBench } from "../../../tools/bench/sides.ts";
import { authenticator } from "../../identity/index.ts";
import { createServer, serve } from "../../kernel/http/index.ts";
import { application } from "../index.ts";
import { benchHouse } from "./bench-house.fixture.ts";

/**
 * The hall that the bench asks: the whole of what a request meets (sessions, origin, rights, checks, news for every module that hears
 * them, the access log), without the worker that later delivers the news.
 *
 * Environment: `DATABASE_URL`, a database that the maker has furnished.
 */
const { house } = await benchHouse(16);
const server = await createServer(house, { routes: application.routes ?? [], authenticator, perMinute: 0 });
const { port } = await serve(house, server, { host: "127.0.0.1", port: 0 });
answerBench(port, async () => ({}));
