// What screen readers read aloud without being led there.
import { Store } from "../store.js";

/** The last lines of what happened, and of what people said. @type {{ status: Store<string[]>, log: Store<string[]> }} */
export const live = { status: new Store(/** @type {string[]} */ ([])), log: new Store(/** @type {string[]} */ ([])) };

const most = 5;

/** @param {string} text */
export function announce(text) { live.status.set([...live.status.value, text].slice(-most)); }

/** @param {string} text */
export function announceMessage(text) { live.log.set([...live.log.value, text].slice(-most)); }
