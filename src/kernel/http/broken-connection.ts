import type { Socket } from "node:net";

const answers: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "请求头太大，请清除本网站的 Cookie 后重试。"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "等得太久了，请检查网络后重试。"],
};

/** Answers a connection that did not speak HTTP, or too slowly, in a few bytes; nothing of what it sent comes back. */
export function answerBrokenConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, phrase, words] = answers[error.code ?? ""] ?? [
    400,
    "Bad Request",
    "这个请求看不懂，请从首页重新进入。",
  ];
  const body = `${words}\n`;
  const head = [
    `HTTP/1.1 ${status} ${phrase}`,
    "content-type: text/plain; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
