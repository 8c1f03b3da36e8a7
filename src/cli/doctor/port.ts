import { createServer } from "node:net";
import { broken, type Finding, fine, warning } from "./finding.ts";

/**
 * Whether a port can be listened on.
 *
 * @param name the variable that chooses it, e.g. `PORT`. @param ours whether a hall of this checkout answers there now.
 */
export async function checkPort(name: string, host: string, port: number, ours = false): Promise<Finding> {
  const matter = `端口 ${port}`;
  if (ours) return fine(matter, "大厅正在这个端口上运行");
  const fault = await tryListen(host, port);
  if (fault === undefined) return fine(matter, "可用");
  if (fault === "EADDRINUSE") {
    return broken(
      matter,
      `端口 ${port} 被别的程序占用：请停掉它，或换一个，例如 ${name}=${port === 65535 ? port - 10 : port + 10}。`,
    );
  }
  if (fault === "EACCES") return broken(matter, `没有权限用端口 ${port}：请用 1024 以上的端口，再由反向代理转发。`);
  if (fault === "EADDRNOTAVAIL")
    return broken("地址", `这台机器没有地址 ${host}：请把 HOST 改成 127.0.0.1 或 0.0.0.0。`);
  return warning(matter, `试着监听端口 ${port} 时出错（${fault}）：请检查 HOST 和防火墙。`);
}

function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) =>
      resolve("code" in error && typeof error.code === "string" ? error.code : error.name),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
