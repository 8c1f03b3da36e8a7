import type { JSX } from "preact";
import { HallError } from "../errors/index.ts";
import type { SentFile } from "./file-answer.ts";

/** Begins, replaces or ends the visitor's session: the token of `openSession`/`rotateSession`, or `null` to forget the cookie. */
export type SessionChange = { readonly token: string } | null;

/** What may stand beside every answer. */
export interface AnswerExtras {
  readonly headers?: Readonly<Record<string, string>>;
  readonly session?: SessionChange;
  /** Further `Set-Cookie` values, made by `writeCookie`. */
  readonly cookies?: readonly string[];
}

/** What a route answers: `body` becomes JSON (bigint and Date too); no body = an empty answer. */
export interface RouteAnswer extends AnswerExtras {
  readonly status: number;
  readonly body?: unknown;
}

/** A whole document: an element (rendered here, `<!doctype html>` put before it) or finished HTML. */
export type View = JSX.Element | string;

/** A page: 200, or 422 with the same page when the form must be mended. */
export interface Shown extends AnswerExtras {
  readonly status: number;
  readonly view: View;
  /** For pages with `cache`: the tags that make this copy stale, beside the page's own. */
  readonly tags?: readonly string[];
}

/** A way on: 303, so that the browser gets the next page and a reload posts nothing twice. */
export interface SentOn extends AnswerExtras {
  readonly redirect: string;
}

export type PageAnswer = Shown | SentOn | SentFile;

/** Shows a page. @param view a whole document. */
export function show(view: View, extras: Omit<Shown, "view" | "status"> & { status?: number } = {}): Shown {
  return { status: 200, ...extras, view };
}

/** Answers with a text that is not HTML: `robots.txt`, a site map, a feed. @param type e.g. `text/plain`, `application/xml`; always UTF-8. */
export function showText(text: string, type: string, extras: Omit<Shown, "view" | "status"> = {}): Shown {
  return show(text, { ...extras, headers: { ...extras.headers, "content-type": `${type}; charset=utf-8` } });
}

/**
 * Sends the visitor on to a page of this hall (303).
 *
 * @param path a path of ours. A path taken from a request must pass here, so that nobody is sent to a foreign site.
 * @throws HallError `kernel/foreign-address` (invalid) for anything else than a path on this host.
 */
export function seeOther(path: string, extras: AnswerExtras = {}): SentOn {
  if (!isOwnPath(path)) throw new HallError("invalid", "kernel/foreign-address", "这个地址不在本网站，没有跳转");
  return { ...extras, redirect: path };
}

/** Sends the visitor to another site (303), e.g. to a unified sign-in. @param url from configuration, never from a request. */
export function seeElsewhere(url: string, extras: AnswerExtras = {}): SentOn {
  return { ...extras, redirect: new URL(url).href };
}

/** Whether the text is a path on this host as every browser reads it: browsers take `//x` and `/\x` for another host and drop control characters. */
export function isOwnPath(path: string): boolean {
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path)) return false;
  return new URL(path, "http://own.invalid").host === "own.invalid";
}
