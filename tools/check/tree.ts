import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSource, type Source } from "./source.ts";

/** The files the checks look at, by path from the root. Tests make small ones by {@link treeOf}. */
export interface Tree {
  /** The folder of the project, or undefined for a tree that lives in memory only. */
  root: string | undefined;
  /** Every text file: code, SQL, styles, documents, settings. */
  texts: ReadonlyMap<string, string>;
  /** Every path that exists, also of pictures and other binary files. */
  paths: ReadonlySet<string>;
  /** The parsed TypeScript files. */
  sources: readonly Source[];
}

const skippedFolders = new Set(["node_modules", ".git", "dist", ".cache"]);
const textEnding = /\.(ts|tsx|css|sql|md|json|sh|yml|yaml|html|svg|txt)$|^[^.]+$|^\.[a-z]+$/;
const biggestText = 2_000_000;

/** Reads the project below `root`; the data folders of running halls (`data`, `data-*`) are not part of it. */
export function readTree(root: string): Tree {
  const texts = new Map<string, string>();
  const paths = new Set<string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (skippedFolders.has(entry.name) || /^data(-[^/]*)?$/.test(path)) continue;
      if (entry.isDirectory()) {
        walk(path);
        paths.add(path);
        continue;
      }
      if (!entry.isFile()) continue;
      paths.add(path);
      if (!textEnding.test(entry.name)) continue;
      const text = readFileSync(join(root, path), "utf8");
      if (text.length <= biggestText) texts.set(path, text);
    }
  };
  walk("");
  return treeFrom(root, texts, paths);
}

/** A tree in memory: path → text. */
export function treeOf(files: Record<string, string>): Tree {
  const texts = new Map(Object.entries(files));
  const paths = new Set<string>();
  for (const path of texts.keys()) {
    const parts = path.split("/");
    parts.forEach((_, index) => {
      paths.add(parts.slice(0, index + 1).join("/"));
    });
  }
  return treeFrom(undefined, texts, paths);
}

function treeFrom(root: string | undefined, texts: Map<string, string>, paths: Set<string>): Tree {
  const code = [...texts].filter(([path]) => /^(src|tools)\/.*\.tsx?$/.test(path)).sort();
  return { root, texts, paths, sources: code.map(([path, text]) => parseSource(path, text)) };
}

/** The line (from 1) of a place in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
