import assert from "node:assert/strict";
import { test } from "node:test";
import { HallError } from "../errors/index.ts";
import { explained, isConnectionLost, isRetriable } from "./faults.ts";

function withCode(code: string): Error {
  return Object.assign(new Error("from the server"), { code });
}

test("what another run can mend is retried, and nothing else", () => {
  for (const code of [
    "08006",
    "08P01",
    "57P01",
    "57P02",
    "57P03",
    "25006",
    "40001",
    "40P01",
    "53300",
    "ECONNREFUSED",
  ]) {
    assert.ok(isRetriable(withCode(code)), code);
  }
  for (const code of ["23505", "23503", "42601", "57014", "55P03", "53100", "0A000", "conflict"]) {
    assert.ok(!isRetriable(withCode(code)), code);
  }
  assert.ok(isRetriable(new Error("Connection terminated unexpectedly")));
  assert.ok(!isRetriable(new HallError("conflict", "kernel/x", "不行")));
  assert.ok(!isRetriable("Connection terminated unexpectedly"));
});

test("a host name with several addresses that all refuse counts as a lost connection", () => {
  assert.ok(isConnectionLost(new AggregateError([withCode("ECONNREFUSED"), withCode("ENETUNREACH")])));
});

test("a person is told what they can do about it; a mistake of ours stays a mistake", () => {
  const codeOf = (error: unknown) => (explained(error) as { code: string }).code;
  assert.equal(codeOf(withCode("57P01")), "kernel/database-away");
  assert.equal(codeOf(withCode("40001")), "kernel/database-away");
  assert.equal(codeOf(withCode("55P03")), "kernel/database-busy");
  assert.equal(codeOf(withCode("57014")), "kernel/database-busy");
  assert.equal(codeOf(new Error("timeout exceeded when trying to connect")).slice(0), "kernel/database-busy");
  assert.equal(codeOf(withCode("53100")), "kernel/disk-full");
  const mistake = withCode("42601");
  assert.equal(explained(mistake), mistake);
});
