import { parseDocument } from "../../../catalogue/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import { readBpmn } from "../../../process/index.ts";
import type { Kept } from "../kept.ts";
import { checkFormRows } from "./form-rows.ts";
import { flowSection, wholeSection } from "./section-of.ts";
import { fieldOf, type Section } from "./spec.ts";
import { flowOfRows, stepsSection } from "./steps.ts";
import { readSection, type Typed } from "./typed.ts";

/** What was typed into a part of an item, read. */
export interface ReadPart {
  /** Fields of the document that this part writes. */
  readonly patch: Readonly<Record<string, unknown>>;
  /** The whole document, where that is what was typed. */
  readonly whole?: unknown;
  /** By control. */
  readonly faults: Readonly<Record<string, string>>;
}

/** Reads a part of an item as it was typed, or the flow out of a BPMN file that came with it. */
export async function readPart(
  section: Section,
  typed: Typed,
  kept: Kept,
  file: string | undefined,
): Promise<ReadPart> {
  if (section === wholeSection) return readWhole(oneOf(typed.whole) ?? "");
  if (section.key === "form") {
    const read = readSection(section, typed, kept.document);
    const { form, faults } = checkFormRows(read.patch.form);
    return { patch: { form }, faults: { ...read.faults, ...faults } };
  }
  if (section !== flowSection) return readSection(section, typed, kept.document);
  if (file !== undefined) {
    const { flow, findings } = await readBpmn(file);
    const said = findings.filter(({ level }) => level === "error").map(({ message }) => message);
    if (flow) return { patch: { flow }, faults: {} };
    return { patch: {}, faults: { bpmn: said.slice(0, 8).join("；") || "这不是能读的 BPMN 文件" } };
  }
  const rows = readSection(stepsSection, typed, kept.document);
  const { flow, faults } = flowOfRows(rows.patch.steps, kept.document.taskName);
  const all = { ...rows.faults, ...faults };
  if (flow === undefined && Object.keys(all).length === 0 && !("steps.0.kind" in typed))
    return { patch: {}, faults: {} };
  return { patch: { flow }, faults: all };
}

function readWhole(text: string): ReadPart {
  try {
    return { patch: {}, whole: parseDocument(JSON.parse(text)), faults: {} };
  } catch (error) {
    if (error instanceof SyntaxError) return { patch: {}, faults: { whole: `不是完整的 JSON：${error.message}` } };
    if (error instanceof HallError) return { patch: {}, faults: { whole: wholeFault(error) } };
    throw error;
  }
}

function wholeFault(error: HallError): string {
  const { fields = {} } = error.details as { fields?: Record<string, string> };
  const said = Object.entries(fields).map(([field, text]) => `${field}：${text}`);
  return said.length > 0 ? said.join("；") : error.message;
}

/** Refusals of the act beside the controls of this section; what has none stands at the first one. */
export function controlFaults(section: Section, error: HallError): Record<string, string> {
  const { fields = {} } = error.details as { fields?: Record<string, string> };
  const first = section === wholeSection ? "whole" : section.specs[0]?.path;
  if (first === undefined) return { bpmn: error.message };
  const shown = new Set(section.specs.map(fieldOf));
  const faults: Record<string, string> = {};
  for (const [field, text] of Object.entries(fields)) faults[shown.has(field) ? field : first] ??= text;
  if (Object.keys(faults).length === 0) faults[first] = findingWords(error);
  return faults;
}

function findingWords(error: HallError): string {
  const { findings = [] } = error.details as { findings?: { message?: string }[] };
  const said = findings.flatMap(({ message }) => message ?? []);
  return said.length > 0 ? `${error.message}：${said.slice(0, 5).join("；")}` : error.message;
}

/** The only value of a control, or the first. */
export function oneOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}
