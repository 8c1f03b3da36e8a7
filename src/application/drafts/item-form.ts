import type { ItemDocument, Material, MaterialNeed, Situation } from "../../catalogue/index.ts";
import {
  type Answers,
  type Condition,
  type Field,
  type Form,
  fieldsOf,
  formOfGuide,
  type GuideField,
  holds,
  type Page,
  parseForm,
  settle,
  varsOf,
} from "../../form/index.ts";
import { deliveryPage } from "./delivery-page.ts";

/** What an item version asks of an applicant: its questions on pages, and its materials under conditions over the answers. */
export interface ItemForm {
  readonly form: Form;
  /** In the order of the version; `when` is over the keys of the form. */
  readonly materials: readonly { readonly material: Material; readonly when?: Condition | undefined }[];
}

/** Key of the page that asks the situations (情形) of the version; it comes first. */
export const situationPage = "situation";

const compiled = new WeakMap<ItemDocument, ItemForm>();

/**
 * Compiles the form of an item version, once per document: the questions of the version (as a form or as a guide's list),
 * before them its situations as a page of their own, after them how the result shall be handed over (领取方式).
 *
 * A situation whose words are an option of a question of a guide is not asked twice: that question decides.
 *
 * @throws HallError `form/malformed`, `form/unsound`, `form/guide-field-unknown` for a version that should not have been published.
 */
export function compileForm(document: ItemDocument): ItemForm {
  const known = compiled.get(document);
  if (known) return known;
  const made = withDelivery(document, Array.isArray(document.form) ? fromGuide(document) : fromForm(document));
  compiled.set(document, made);
  return made;
}

/**
 * The materials that these answers want (情景式材料清单): `asked` of the applicant, `fetched` by the hall (免提交), or `open`
 * while a question on which it hangs is not answered: nobody is told too little.
 */
export function needsOf({ form, materials }: ItemForm, answers: Answers): MaterialNeed[] {
  const { facts, shown } = settle(form, answers);
  return materials.flatMap(({ material, when }): MaterialNeed | [] => {
    const need = isFetched(material) ? "fetched" : "asked";
    if (when === undefined) return { material, need };
    const isOpen = varsOf(when).some((key) => shown.has(key) && facts[key] === undefined);
    if (isOpen) return { material, need: "open" };
    return holds(when, facts) ? { material, need } : [];
  });
}

/** Whether nobody has to hand it in: an e-licence proves it, or the version says so in words. */
function isFetched({ licenceTypeCode, fillExplain = "" }: Material): boolean {
  return licenceTypeCode !== undefined || /无需提交|免提交/.test(fillExplain);
}

/** A guide's list of questions; the conditions of its materials are words. */
function fromGuide(document: ItemDocument): ItemForm {
  const { taskName, materials = [], situations = [] } = document;
  const words = new Map(situations.map((one) => [one.key, bare(one.question)]));
  const entries = materials.flatMap((material) => {
    const key = onlySituation(material);
    const when = key === undefined ? undefined : words.get(key);
    return when === undefined ? [] : [{ material, name: material.materialName, when }];
  });
  const asked = formOfGuide({
    slug: "guide",
    name: taskName.slice(0, 80),
    form: document.form as GuideField[],
    materials: entries.map(({ name, when }) => ({ name, when })),
  });
  const byWords = new Map(entries.map(({ material }, at) => [material, asked.materials[at]?.when]));
  const rest = materials.filter((material) => !byWords.has(material));
  const form = withSituations(asked.form, situations, rest);
  return { form, materials: materials.map((material) => ({ material, when: byWords.get(material) ?? material.when })) };
}

/** A form as an editor writes it; the materials' conditions are over the situations' keys. */
function fromForm(document: ItemDocument): ItemForm {
  const { taskName, materials = [], situations = [] } = document;
  const empty: Form = { key: "item", name: taskName.slice(0, 80), pages: [] };
  const form = document.form === undefined ? empty : parseForm(document.form);
  return {
    form: withSituations(form, situations, materials),
    materials: materials.map((material) => ({ material, when: material.when })),
  };
}

/** Puts before the form those situations that its conditions or the materials ask for and that it does not ask itself. */
function withSituations(form: Form, situations: readonly Situation[], materials: readonly Material[]): Form {
  const own = new Set(fieldsOf(form).map(({ key }) => key));
  const wanted = new Set([
    ...materials.flatMap(({ when }) => (when ? varsOf(when) : [])),
    ...(form.given ?? []).map(({ key }) => key),
  ]);
  const asked = situations.filter(({ key }) => wanted.has(key) && !own.has(key)).map(fieldOfSituation);
  if (asked.length === 0) return form;
  const keys = new Set(asked.map(({ key }) => key));
  const given = (form.given ?? []).filter(({ key }) => !keys.has(key));
  const { given: _, ...rest } = form;
  const first = form.pages.find(({ key }) => key === situationPage);
  const page: Page = first
    ? { ...first, fields: [...first.fields, ...asked] }
    : { key: situationPage, title: "您的情况", fields: asked };
  const pages = [page, ...form.pages.filter(({ key }) => key !== situationPage)];
  return { ...rest, pages, ...(given.length > 0 ? { given } : {}) };
}

function fieldOfSituation({ key, question, kind, values }: Situation): Field {
  const asked = { key, label: bare(question).slice(0, 80), required: true };
  if (kind === "yesNo") return { ...asked, kind: "yesNo" };
  if (kind === "number") return { ...asked, kind: "integer" };
  if (values === undefined) return { ...asked, kind: "text", maxLength: 60 };
  return { ...asked, kind: "choice", options: values.map((value) => ({ value, label: value })) };
}

/** 委托办理？ → 委托办理 */
function bare(question: string): string {
  return question.replace(/[？?]$/u, "");
}

/** The situation whose “yes” alone asks for a material. */
function onlySituation({ when }: Material): string | undefined {
  return /^\{"==":\[\{"var":"([A-Za-z0-9_]+)"\},true\]\}$/.exec(JSON.stringify(when) ?? "")?.[1];
}

function withDelivery(document: ItemDocument, made: ItemForm): ItemForm {
  const page = deliveryPage(document.deliverWay ?? [], new Set(fieldsOf(made.form).map(({ key }) => key)));
  return page ? { ...made, form: { ...made.form, pages: [...made.form.pages, page] } } : made;
}
