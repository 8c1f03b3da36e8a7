import { HallError } from "../kernel/errors/index.ts";

/**
 * Listens, and turns the system's refusal into a sentence.
 *
 * @param name the variable that chooses the port. @throws HallError unavailable `cli/port-taken`, `cli/port-refused`.
 */
export async function listening<T>(name: string, port: number, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      throw new HallError("unavailable", "cli/port-taken", `端口 ${port} 被占用，请停掉占用它的程序，或改 ${name}`);
    }
    if (code === "EACCES" || code === "EADDRNOTAVAIL") {
      throw new HallError("unavailable", "cli/port-refused", `不能监听端口 ${port}（${code}），请改 ${name} 或 HOST`);
    }
    throw error;
  }
}
