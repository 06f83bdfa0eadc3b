/** Locks between the tabs of a site (Web Locks), and where there are none (Node, pages over plain http) between the clients of this process. */
interface Lock {
  release(): void;
}

const held = new Map<string, Promise<void>>();

/** Takes a lock; null where `wait` is false and somebody has it, or the signal gave up waiting. */
export function takeLock(name: string, wait: boolean, signal?: AbortSignal): Promise<Lock | null> {
  const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
  return locks ? takeWebLock(locks, name, wait, signal) : takeLocalLock(name, wait, signal);
}

/** Does something under a lock, and tells it whether somebody else had the lock just before. */
export async function withLock<Result>(name: string, work: (waited: boolean) => Promise<Result>): Promise<Result> {
  const free = await takeLock(name, false);
  const lock = free ?? await takeLock(name, true);
  try {
    return await work(free === null);
  } finally {
    lock?.release();
  }
}

function takeWebLock(locks: LockManager, name: string, wait: boolean, signal?: AbortSignal): Promise<Lock | null> {
  return new Promise(resolve => {
    const hold = (lock: unknown) => lock === null ? void resolve(null) : new Promise<void>(release => resolve({ release }));
    // A signal and ifAvailable exclude each other.
    locks.request(name, wait ? { signal } : { ifAvailable: true }, hold).catch(() => resolve(null));
  });
}

async function takeLocalLock(name: string, wait: boolean, signal?: AbortSignal): Promise<Lock | null> {
  for (let holder = held.get(name); holder; holder = held.get(name)) {
    if (!wait) return null;
    await Promise.race([holder, aborted(signal)]);
    if (signal?.aborted) return null;
  }
  if (signal?.aborted) return null;
  let release!: () => void;
  held.set(name, new Promise(resolve => { release = resolve; }));
  return { release: () => { held.delete(name); release(); } };
}

const aborted = (signal?: AbortSignal) => new Promise<void>(resolve => signal?.addEventListener("abort", () => resolve(), { once: true }));
