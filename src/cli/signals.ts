/**
 * Resolves when somebody asks the process to stop. The second time it is asked, it stops at once: whoever presses
 * Ctrl-C twice means it, and every part of the hall survives that.
 */
export function signalToStop(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve();
      });
    }
  });
}
