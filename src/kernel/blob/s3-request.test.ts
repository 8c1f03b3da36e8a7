import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { systemClock } from "../clock/index.ts";
import { parseHallCode } from "../codes/index.ts";
import { createS3Store } from "./s3-store.ts";
import { spool } from "./spool.ts";
import { type BlobStore, blobKey, type SpooledFile } from "./store.ts";

/** What s3rver does not check: how our requests look, and what we make of a store's refusals. */

const secret = "a secret of the test";
const answers: ((request: IncomingMessage, response: ServerResponse) => void)[] = [];
const requests: { method: string; url: string; headers: IncomingMessage["headers"]; body: Buffer }[] = [];
let folder: string;
let server: Server;
let port: number;
let file: SpooledFile;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "wangting-s3-"));
  file = await spool(
    (async function* () {
      yield Buffer.from("材料一");
    })(),
    { folder, limit: 100, clock: systemClock },
  );
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks) });
    const answer = answers.shift();
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
after(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  answers.length = 0;
  requests.length = 0;
});

function store(endpoint = `http://127.0.0.1:${port}`): BlobStore {
  return createS3Store({
    endpoint,
    region: "cn-south-1",
    bucket: "files",
    accessKeyId: "hall",
    secretAccessKey: secret,
  });
}

const status =
  (code: number, body = "") =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(code, { "content-type": "application/xml" }).end(body);
  };
const key = () => blobKey(parseHallCode("445100"), "202603", file.sha256);

/** Signature Version 4, written from its specification and not from the client. */
function signatureOf(request: (typeof requests)[number]): string {
  const [, scope = "", names = ""] =
    /Credential=hall\/([^,]+), SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? "") ?? [];
  const [day = "", region = "", service = ""] = scope.split("/");
  const signed = names.split(";");
  const canonical = [
    request.method,
    request.url.split("?")[0],
    request.url.split("?")[1] ?? "",
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    "",
    names,
    request.headers["x-amz-content-sha256"],
  ].join("\n");
  const digest = createHash("sha256").update(canonical).digest("hex");
  const toSign = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, digest].join("\n");
  const hmac = (by: string | Buffer, text: string) => createHmac("sha256", by).update(text).digest();
  const signing = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), "aws4_request");
  return createHmac("sha256", signing).update(toSign).digest("hex");
}

test("every request is signed over its key, its time and the content's checksum, and never carries the secret", async () => {
  answers.push(status(404), status(200), status(200, "材料一"), status(206, "料"), status(204));
  await store().put(key(), file);
  await store().read(key());
  await store().read(key(), { first: 3, last: 5 });
  await store().remove(key());

  assert.deepEqual(
    requests.map((each) => each.method),
    ["HEAD", "PUT", "GET", "GET", "DELETE"],
  );
  for (const request of requests) {
    assert.equal(request.url, `/files/445100/202603/${file.sha256}`);
    const claimed = /Signature=([\da-f]{64})$/.exec(request.headers.authorization ?? "")?.[1];
    assert.equal(claimed, signatureOf(request), request.method);
    assert.ok(!JSON.stringify(request.headers).includes(secret));
  }
  const [, sent, , part] = requests;
  assert.equal(sent?.body.toString(), "材料一");
  assert.equal(sent?.headers["content-length"], "9");
  assert.equal(sent?.headers["x-amz-checksum-sha256"], Buffer.from(file.sha256, "hex").toString("base64"));
  assert.match(sent?.headers.authorization ?? "", /SignedHeaders=[^,]*x-amz-checksum-sha256/);
  assert.equal(part?.headers.range, "bytes=3-5");
});

test("an object that is there whole is not sent again; one of another size is", async () => {
  const head = (size: number) => (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { "content-length": size }).end();
  };
  answers.push(head(9));
  await store().put(key(), file);
  assert.deepEqual(
    requests.map((each) => each.method),
    ["HEAD"],
  );
  answers.push(head(4), status(200));
  await store().put(key(), file);
  assert.deepEqual(
    requests.map((each) => each.method),
    ["HEAD", "HEAD", "PUT"],
  );
});

test("a store that wants less at a time, or breaks off, is asked again; after three times it is away", async () => {
  answers.push(
    status(404),
    status(503, "<Error><Code>SlowDown</Code></Error>"),
    (_, response) => response.destroy(),
    status(200),
  );
  await store().put(key(), file);
  assert.deepEqual(
    requests.map((each) => each.body.length),
    [0, 9, 9, 9],
    "each try sends the whole body",
  );
  answers.push(status(500), status(500), status(500));
  await assert.rejects(store().read(key()), { kind: "unavailable", code: "blob/store-away" });
});

test("a refusal is not repeated and says nothing of keys or addresses", async () => {
  answers.push(status(403, "<Error><Code>SignatureDoesNotMatch</Code><Message>hall</Message></Error>"));
  await assert.rejects(store().read(key()), (error: { code?: string; details?: unknown; message: string }) => {
    assert.equal(error.code, "blob/store-away");
    assert.deepEqual(error.details, { code: "SignatureDoesNotMatch" });
    assert.doesNotMatch(error.message, /hall|127/);
    return true;
  });
  assert.equal(requests.length, 1);
});

test("a store that ignores what part it was asked for does not give the reader more", async () => {
  answers.push(status(200, "0123456789"), status(206, "3456789"));
  for (const _ of [1, 2]) {
    const chunks = await (await store().read(key(), { first: 3, last: 5 })).toArray();
    assert.equal(Buffer.concat(chunks).toString(), "345");
  }
});

test("a download that breaks off fails instead of ending", async () => {
  answers.push((_, response) => {
    response.writeHead(200, { "content-length": 1_000 });
    response.write("half");
    setTimeout(() => response.destroy(), 20);
  });
  const stream = await store().read(key());
  await assert.rejects(stream.toArray(), { kind: "unavailable", code: "blob/store-away" });
});

test("nobody at the address is a store that is away", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port: free } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  await assert.rejects(store(`http://127.0.0.1:${free}`).size(key()), {
    code: "blob/store-away",
    details: { code: "ECONNREFUSED" },
  });
});

test("the bucket stands in the path, unless the host already begins with it", async () => {
  answers.push(status(404));
  await store(`http://127.0.0.1:${port}/base/`).size(key());
  assert.match(requests[0]?.url ?? "", /^\/base\/files\/445100\//);
  // localhost and all names below it are this machine (RFC 6761); where the resolver does not know that, nothing is shown.
  answers.push(status(404));
  const found = await store(`http://files.localhost:${port}`)
    .size(key())
    .catch(() => "unresolved");
  if (found !== "unresolved") assert.match(requests[1]?.url ?? "", /^\/445100\//);
});
