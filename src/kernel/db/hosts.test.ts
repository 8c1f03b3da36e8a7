import assert from "node:assert/strict";
import { test } from "node:test";
import { hostList, oneUrlPerHost, withSettings } from "./hosts.ts";

test("a URL with several hosts is the same URL once per host", () => {
  assert.deepEqual(oneUrlPerHost("postgres://u:p%2C@a:5432,b:5433,[::1]/hall?sslmode=require"), [
    "postgres://u:p%2C@a:5432/hall?sslmode=require",
    "postgres://u:p%2C@b:5433/hall?sslmode=require",
    "postgres://u:p%2C@[::1]/hall?sslmode=require",
  ]);
});

test("a URL with one host stays as it is, also with a comma in its path or password", () => {
  for (const url of ["postgres://u:a,b@h/hall", "postgres:///hall?host=/a,b", "postgres://u@h/a,b", "postgres://h"]) {
    assert.deepEqual(oneUrlPerHost(url), [url]);
  }
});

test("settings go into the URL before those it has", () => {
  const url = withSettings("postgres://u@h/hall?options=-c%20a%3D1&sslmode=require", ["b=2"]);
  const params = new URL(url).searchParams;
  assert.equal(params.get("options"), "-c b=2 -c a=1");
  assert.equal(params.get("sslmode"), "require");
});

test("several complaints about one server give it up once", () => {
  const hosts = hostList("postgres://u@a,b,c/hall");
  const seen = hosts.generation();
  hosts.failed(seen);
  hosts.failed(seen);
  assert.equal(new URL(hosts.current()).hostname, "b");
  hosts.failed(hosts.generation());
  hosts.failed(hosts.generation());
  assert.equal(new URL(hosts.current()).hostname, "a");
});
