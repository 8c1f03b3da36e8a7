/** How a file is sent in pieces (tus 1.0.0): what `material` answers, spoken from a browser. */

/** What the hall says of a file it has. */
export interface SentFile {
  name: string;
  href: string;
  note: string;
  removeValue?: string;
}

/** A refusal in the hall's words; sending it again would be refused again. */
export class Refused extends Error {}

/** Small enough for a village line, large enough that a fast one does not wait. */
const pieceBytes = 2 * 1024 * 1024;
/** Seconds between tries when the connection fails; after the last the person is asked. */
const waits = [1, 2, 4, 8, 15, 30];
const version = { "Tus-Resumable": "1.0.0" };

/**
 * Sends a file, from where an earlier try of the same file broke off. It waits for a network that comes back.
 *
 * @param progress told how many bytes have arrived. @param signal ends it, here and in the hall.
 * @throws Refused with the hall's words; Error when the network stays away.
 */
export async function sendFile(
  door: string,
  file: File,
  progress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<SentFile> {
  const memory = `upload ${door} ${file.name} ${file.size} ${file.lastModified}`;
  let place = recall(memory);
  for (let failures = 0; ; ) {
    try {
      const known = place === null ? undefined : await offsetOf(place, signal);
      if (place === null || known === undefined) {
        place = await begin(door, file, signal);
        keep(memory, place);
      }
      for (let at = known ?? 0; at < file.size; ) {
        progress(at);
        const from = at;
        at = await sendPiece(place, file.slice(at, at + pieceBytes), at, (bytes) => progress(from + bytes), signal);
        failures = 0;
      }
      keep(memory, null);
      return await finished(place, signal);
    } catch (error) {
      if (error instanceof Refused || signal.aborted) {
        keep(memory, null);
        if (signal.aborted && place !== null) void fetch(place, { method: "DELETE", headers: version });
        throw error;
      }
      const wait = waits[failures];
      failures += 1;
      if (wait === undefined) throw error;
      await untilOnline(wait);
    }
  }
}

async function begin(door: string, file: File, signal: AbortSignal): Promise<string> {
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
  const headers = { ...version, "Upload-Length": `${file.size}`, "Upload-Metadata": `filename ${name}` };
  const answer = await fetch(door, { method: "POST", headers, signal });
  if (!answer.ok) throw await refusal(answer);
  return answer.headers.get("Location") ?? "";
}

/** @returns undefined when the hall no longer knows the upload. */
async function offsetOf(place: string, signal: AbortSignal): Promise<number | undefined> {
  const answer = await fetch(place, { method: "HEAD", headers: version, signal });
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw await refusal(answer);
  return Number(answer.headers.get("Upload-Offset"));
}

async function finished(place: string, signal: AbortSignal): Promise<SentFile> {
  const answer = await fetch(place, { headers: version, signal });
  if (!answer.ok) throw await refusal(answer);
  return (await answer.json()).file;
}

/** By XMLHttpRequest: fetch does not tell how much has left. */
function sendPiece(
  place: string,
  piece: Blob,
  from: number,
  progress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error("network"));
    request.open("PATCH", place);
    request.setRequestHeader("Tus-Resumable", "1.0.0");
    request.setRequestHeader("Upload-Offset", `${from}`);
    request.setRequestHeader("Content-Type", "application/offset+octet-stream");
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onerror = fail;
    request.onabort = fail;
    request.onload = () => {
      if (request.status === 204) resolve(Number(request.getResponseHeader("Upload-Offset")));
      else reject(judge(request.status, request.responseText));
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(piece);
  });
}

async function refusal(answer: Response): Promise<Error> {
  return judge(answer.status, await answer.text());
}

/** 409: the offset is another, so ask again; 429 and 5xx pass. Everything else is said to the person. */
function judge(status: number, body: string): Error {
  if (status === 409 || status === 429 || status >= 500) return new Error(`status ${status}`);
  try {
    return new Refused(JSON.parse(body).detail);
  } catch {
    return new Refused(status === 401 ? "请重新登录后再传" : "没有收下，请刷新页面再传");
  }
}

function untilOnline(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    addEventListener("online", () => resolve(), { once: true });
  });
}

/** Private windows may have no memory; then a file begins anew after a reload. */
function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name: string, place: string | null): void {
  try {
    if (place === null) localStorage.removeItem(name);
    else localStorage.setItem(name, place);
  } catch {
    return;
  }
}
