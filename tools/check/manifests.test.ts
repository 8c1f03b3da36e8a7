import assert from "node:assert/strict";
import { test } from "node:test";
import { type Manifest, manifestFaults } from "./manifests.ts";

const region: Manifest = { name: "region", topics: [{ name: "region.changed" }] };
const hears = (name: string, topic: string, subscriber = name): Manifest => ({
  name,
  subscriptions: [{ subscriber, topic: { name: topic } }],
});

test("a house in order passes", () => {
  assert.deepEqual(manifestFaults([region, hears("organization", "region.changed", "organization.reader")]), []);
});

const wrong: [string, Manifest[]][] = [
  ["modules out of order", [{ name: "organization" }, region]],
  ["a module twice", [region, { name: "region" }]],
  ["a module nobody named", [{ name: "helpers" }]],
  [
    "news heard before its publisher",
    [hears("region", "licence.issued"), { name: "licence", topics: [{ name: "licence.issued" }] }],
  ],
  ["a topic under a foreign name", [{ name: "region", topics: [{ name: "licence.issued" }] }]],
  ["a topic that nobody declares", [region, hears("organization", "region.gone")]],
  ["a subscriber under a foreign name", [region, hears("organization", "region.changed", "licence")]],
];

for (const [what, modules] of wrong) {
  test(`manifests finds ${what}`, () => {
    assert.equal(manifestFaults(modules).length, 1);
  });
}
