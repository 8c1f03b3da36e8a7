/** The servers of one database and which of them is believed to take writes. */
export interface HostList {
  readonly count: number;
  /** The connection URL of the server believed to be the primary. */
  current(): string;
  /** Grows each time a server is given up; connections born earlier are of no more use. */
  generation(): number;
  /** Gives up the server that was current at that generation; a second report about it does nothing. */
  failed(generation: number): void;
}

/** Reads `postgres://user:password@a:5432,b:5432/database?…`. */
export function hostList(url: string): HostList {
  const urls = oneUrlPerHost(url);
  let at = 0;
  let generation = 0;
  return {
    count: urls.length,
    current: () => urls[at % urls.length] ?? url,
    generation: () => generation,
    failed(seen) {
      if (seen !== generation) return;
      generation += 1;
      at += 1;
    },
  };
}

/** @returns the same URL once per host it names. */
export function oneUrlPerHost(url: string): string[] {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?]*)(.*)$/s.exec(url);
  const [, before = "", hosts = "", after = ""] = parts ?? [];
  if (!hosts.includes(",")) return [url];
  return hosts.split(",").map((host) => before + host + after);
}

/**
 * @param settings server settings (`name=value`) a connection starts with; those of the URL's own `options` come after.
 */
export function withSettings(url: string, settings: readonly string[]): string {
  const [address = url, query = ""] = url.split("?", 2);
  const params = new URLSearchParams(query);
  const options = [...settings.map((setting) => `-c ${setting}`), params.get("options") ?? ""].join(" ").trim();
  params.set("options", options);
  // Not URLSearchParams.toString: it writes a space as "+", which libpq would read as a plus.
  const pairs = [...params].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${address}?${pairs.join("&")}`;
}
