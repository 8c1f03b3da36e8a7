/** What the lint reads of a database: plain facts, so that the rules are pure. */
export interface Catalogue {
  tables: CatalogueTable[];
  columns: CatalogueColumn[];
  constraints: CatalogueConstraint[];
  indexes: CatalogueIndex[];
  /** Triggers and rules that somebody wrote, and sequences: none may exist. */
  extras: { table: string; kind: "trigger" | "rule" | "sequence"; name: string }[];
}

export interface CatalogueTable {
  name: string;
  /** `r` table, `p` partitioned, `f` foreign. */
  kind: string;
  unlogged: boolean;
  /** Child of a table by inheritance or partitioning. */
  parent: string | null;
  isPartition: boolean;
  /** Strategy and columns of a partitioned table: `r` and `{id}`. */
  partition: { strategy: string; columns: string[] } | null;
}

export interface CatalogueColumn {
  table: string;
  name: string;
  type: string;
  notNull: boolean;
  identity: boolean;
  /** The default's expression; null for none and for generated columns. */
  default: string | null;
}

export interface CatalogueConstraint {
  table: string;
  name: string;
  /** `p` primary key, `u` unique, `f` foreign key, `x` exclusion, `c` check. */
  type: string;
  columns: string[];
  deferrable: boolean;
  refTable: string | null;
  refColumns: string[];
  /** `n` set null, `d` set default; `a`, `r`, `c` are harmless. */
  onDelete: string;
  onUpdate: string;
}

export interface CatalogueIndex {
  table: string;
  name: string;
  unique: boolean;
  method: string;
  /** Null where the index holds an expression. */
  columns: (string | null)[];
  /** True when a column is sorted by ICU, whose order changes with its version. */
  icu: boolean;
  comment: string | null;
}

/** The part of a `pg` client or pool the lint needs. */
export interface Questioner {
  query(sql: string): Promise<{ rows: unknown[] }>;
}

const userSchema = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";
const tableName = "n.nspname || '.' || c.relname";
const keyNames = (relation: string, numbers: string): string =>
  `coalesce((select array_agg(a.attname::text order by part.place) from unnest(${numbers}) with ordinality part(number, place)
     left join pg_attribute a on a.attrelid = ${relation} and a.attnum = part.number and part.number > 0), '{}')`;

const questions: { [Part in keyof Catalogue]: string } = {
  tables: `
    select ${tableName} as name, c.relkind as kind, c.relpersistence = 'u' as unlogged, c.relispartition as "isPartition",
      (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid limit 1) as parent,
      (select json_build_object('strategy', p.partstrat, 'columns', ${keyNames("c.oid", "p.partattrs::int2[]")})
         from pg_partitioned_table p where p.partrelid = c.oid) as partition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f') and ${userSchema} order by 1`,
  columns: `
    select ${tableName} as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as "notNull", a.attidentity <> '' as identity,
      case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as default
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relkind in ('r', 'p', 'f') and not c.relispartition and a.attnum > 0 and not a.attisdropped and ${userSchema}
    order by 1, a.attnum`,
  constraints: `
    select ${tableName} as table, k.conname as name, k.contype as type, k.condeferrable as deferrable,
      ${keyNames("k.conrelid", "k.conkey")} as columns, k.confdeltype as "onDelete", k.confupdtype as "onUpdate",
      (select rn.nspname || '.' || r.relname from pg_class r join pg_namespace rn on rn.oid = r.relnamespace
         where r.oid = k.confrelid) as "refTable",
      ${keyNames("k.confrelid", "k.confkey")} as "refColumns"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where not c.relispartition and k.contype in ('p', 'u', 'f', 'x', 'c') and ${userSchema} order by 1, 2`,
  indexes: `
    select ${tableName} as table, i.relname as name, x.indisunique as unique, m.amname as method,
      ${keyNames("x.indrelid", "(string_to_array(x.indkey::text, ' ')::int2[])[1:x.indnkeyatts]")} as columns,
      exists (select 1 from unnest(x.indcollation::oid[]) k(oid) join pg_collation l on l.oid = k.oid
                where l.collprovider = 'i') as icu,
      obj_description(i.oid, 'pg_class') as comment
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
    join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
    where not c.relispartition and ${userSchema} order by 1, 2`,
  extras: `
    select ${tableName} as table, 'trigger' as kind, t.tgname as name from pg_trigger t
      join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and ${userSchema}
    union all
    select ${tableName}, 'rule', r.rulename from pg_rewrite r
      join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
      where r.rulename <> '_RETURN' and ${userSchema}
    union all
    select ${tableName}, 'sequence', c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and ${userSchema} order by 1, 2, 3`,
};

/** Reads the facts of every schema but PostgreSQL's own. */
export async function readCatalogue(client: Questioner): Promise<Catalogue> {
  const rows = async (part: keyof Catalogue): Promise<unknown[]> => (await client.query(questions[part])).rows;
  const parts: Record<string, unknown> = {};
  for (const part of ["tables", "columns", "constraints", "indexes", "extras"] as const) parts[part] = await rows(part);
  // The questions above name each column of the shapes above; nothing checks them again.
  return parts as unknown as Catalogue;
}
