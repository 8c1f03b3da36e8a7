import { moduleNames } from "../../../src/house-order.ts";
import type { TableDeclaration } from "../../../src/kernel/db/index.ts";
import type { Finding } from "../finding.ts";
import type { Catalogue, CatalogueConstraint } from "./catalogue.ts";
import { namingFaults } from "./naming.ts";

/** What the rules look at: the database and the registry. */
interface Under {
  catalogue: Catalogue;
  tables: ReadonlyMap<string, TableDeclaration>;
}

/**
 * Holds a migrated database against the registry: rules S1–S9 of the study of distributed SQL, and the names.
 *
 * @param declared the tables of all modules; each table of the database must be among them, and the other way round.
 */
export function lintCatalogue(catalogue: Catalogue, declared: readonly TableDeclaration[]): Finding[] {
  const under = { catalogue, tables: new Map(declared.map((table) => [table.name, table])) };
  return [
    ...registryFaults(under, declared),
    ...keyFaults(under),
    ...indexFaults(under),
    ...foreignKeyFaults(under),
    ...forbiddenFaults(under),
    ...partitionFaults(under),
    ...namingFaults(catalogue),
  ];
}

function fault(table: string, message: string, mend: string): Finding {
  return { file: table, line: 0, message, mend };
}

/** S1: the registry and the database name the same tables, in schemas of modules. */
function registryFaults({ catalogue, tables }: Under, declared: readonly TableDeclaration[]): Finding[] {
  const modules: readonly string[] = moduleNames;
  const present = new Set(catalogue.tables.map(({ name }) => name));
  const findings: Finding[] = [];
  for (const { name, isPartition } of catalogue.tables) {
    if (!modules.includes(name.split(".")[0] ?? "")) {
      findings.push(fault(name, "its schema is no module's", "put it into the schema named like its module"));
    } else if (!isPartition && !tables.has(name)) {
      findings.push(
        fault(name, "not in the registry", "declare it with declareTables as hall, person, reference or local"),
      );
    }
  }
  const seen = new Set<string>();
  for (const { name } of declared) {
    if (!present.has(name))
      findings.push(fault(name, "declared, but not in the database", "write its migration, or drop the declaration"));
    if (seen.has(name)) findings.push(fault(name, "declared twice", "keep one declaration"));
    seen.add(name);
  }
  return findings;
}

/** S2, S3: the key exists, is given, and leads the primary key and every unique key. */
function keyFaults({ catalogue, tables }: Under): Finding[] {
  const findings: Finding[] = [];
  for (const { name, class: tableClass, key } of tables.values()) {
    if (!catalogue.tables.some((table) => table.name === name)) continue;
    const keys = catalogue.constraints.filter(({ table, type }) => table === name && (type === "p" || type === "u"));
    if (!keys.some(({ type }) => type === "p")) findings.push(fault(name, "no primary key", "give it one"));
    if (key === undefined) continue;
    const column = catalogue.columns.find((one) => one.table === name && one.name === key);
    if (!column) {
      findings.push(
        fault(name, `no column ${key}`, `${tableClass} tables carry ${key}, by which their rows are spread`),
      );
      continue;
    }
    if (!column.notNull) findings.push(fault(name, `${key} may be null`, `${key} … NOT NULL`));
    if (tableClass === "hall" && column.type !== "text")
      findings.push(fault(name, `${key} is ${column.type}`, `${key} text`));
    for (const one of keys) {
      if (one.columns[0] !== key)
        findings.push(fault(name, `${one.name} does not begin with ${key}`, `put ${key} first`));
    }
  }
  return findings;
}

/** S2: hot indexes begin with the key; a `scatter: reason` comment excuses an index for jobs and reports. S9: no GiST. */
function indexFaults({ catalogue, tables }: Under): Finding[] {
  const findings: Finding[] = [];
  for (const { table, name, unique, method, columns, icu, comment } of catalogue.indexes) {
    if (method === "gist" || method === "spgist")
      findings.push(fault(table, `${name} is a ${method} index`, "use btree or GIN"));
    if (icu)
      findings.push(
        fault(table, `${name} sorts by ICU`, "index a sort key in C order: ICU's order changes with its version"),
      );
    const key = tables.get(table)?.key;
    const isConstraint = catalogue.constraints.some((one) => one.table === table && one.name === name);
    if (key === undefined || isConstraint || columns[0] === key || method !== "btree") continue;
    if (!unique && /^scatter: \S/.test(comment ?? "")) continue;
    const mend = unique ? `put ${key} first` : `put ${key} first, or COMMENT ON INDEX … IS 'scatter: reason'`;
    findings.push(fault(table, `${name} does not begin with ${key}`, mend));
  }
  return findings;
}

/** S6: which class may point at which. */
const mayPointAt: Record<string, readonly string[]> = {
  hall: ["hall", "reference"],
  person: ["person", "reference"],
  reference: ["reference"],
  local: ["local", "reference"],
};

function foreignKeyFaults({ catalogue, tables }: Under): Finding[] {
  return catalogue.constraints.filter(({ type }) => type === "f").flatMap((one) => foreignKeyFault(one, tables));
}

function foreignKeyFault(one: CatalogueConstraint, tables: Under["tables"]): Finding[] {
  const from = tables.get(one.table);
  const to = tables.get(one.refTable ?? "");
  if (!from || !to) return [];
  const findings: Finding[] = [];
  const add = (message: string, mend: string): void =>
    void findings.push(fault(one.table, `${one.name} ${message}`, mend));
  if (!mayPointAt[from.class]?.includes(to.class))
    add(`points from ${from.class} at ${to.class}`, "keep the id without a foreign key");
  const spread = from.key !== undefined && to.key !== undefined;
  if (spread && (one.columns[0] !== from.key || one.refColumns[0] !== to.key)) {
    add(`does not begin with ${from.key}`, `FOREIGN KEY (${from.key}, …) REFERENCES … (${to.key}, …)`);
  }
  if (/[nd]/.test(one.onDelete + one.onUpdate)) add("sets null or a default", "use cascade or no action");
  if (one.table.split(".")[0] !== to.name.split(".")[0])
    add(`leaves its module for ${to.name}`, "ask the other module through its face");
  return findings;
}

/** S3, S9: what a distributed database lacks or does differently. */
function forbiddenFaults({ catalogue, tables }: Under): Finding[] {
  const findings: Finding[] = [];
  for (const { table, kind, name } of catalogue.extras)
    findings.push(fault(table, `${kind} ${name}`, `no ${kind}s: the act does it`));
  for (const { table, name, type, deferrable } of catalogue.constraints) {
    if (type === "x") findings.push(fault(table, `${name} is an exclusion constraint`, "lock the row and look"));
    if (deferrable) findings.push(fault(table, `${name} is deferrable`, "write the rows in an order that holds"));
  }
  for (const { table, name, identity, default: value } of catalogue.columns) {
    if (identity) findings.push(fault(table, `${name} is an identity column`, "use a UUIDv7 made in Node"));
    const made =
      /\b(nextval|now|random|gen_random_uuid|uuidv[47]|clock_timestamp|statement_timestamp)\(|CURRENT_|LOCALTIME/.exec(
        value ?? "",
      );
    if (made) findings.push(fault(table, `${name} has the default ${value}`, "hand time, ids and random values in"));
  }
  for (const { name, kind, unlogged } of catalogue.tables) {
    if (kind === "f") findings.push(fault(name, "a foreign table", "halls exchange messages"));
    if (unlogged && tables.get(name)?.class !== "local")
      findings.push(fault(name, "unlogged: a crash empties it", "only local tables may be"));
  }
  return findings;
}

/** S4: partitions only by range of a UUIDv7; S9: no inheritance. */
function partitionFaults({ catalogue }: Under): Finding[] {
  const findings: Finding[] = [];
  for (const { name, parent, isPartition, partition } of catalogue.tables) {
    if (parent !== null && !isPartition) findings.push(fault(name, `inherits from ${parent}`, "no inheritance"));
    if (!partition) continue;
    const [column, ...more] = partition.columns;
    const byId = partition.strategy === "r" && more.length === 0 && /^(id|\w+_id)$/.test(column ?? "");
    if (!byId)
      findings.push(
        fault(name, `partitioned by ${partition.columns.join(", ")}`, "partition by range of the UUIDv7 id only"),
      );
  }
  return findings;
}
