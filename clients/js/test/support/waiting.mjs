/** Waits for a condition, never for a time. */
export async function until(condition, what = condition.toString()) {
  for (const end = Date.now() + 30_000; ;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** The next such event. */
export const next = (emitter, name, wanted = () => true) => new Promise(resolve => {
  const off = emitter.on(name, argument => {
    if (!wanted(argument)) return;
    off();
    resolve(argument);
  });
});
