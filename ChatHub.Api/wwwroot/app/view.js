// Preact as this app uses it: components are functions, their markup is htm's tagged template, and all that changes within a frame is rendered once.
import htm from "./lib/htm.js";
import { Component, h, options } from "./lib/preact.js";
import { useEffect, useLayoutEffect, useReducer } from "./lib/preact-hooks.js";

/** @import { ComponentChildren, ComponentType, VNode } from "./lib/preact.js" */
/** @import { Store } from "./store.js" */

export { createContext, Fragment, h, render } from "./lib/preact.js";
export { useCallback, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "./lib/preact-hooks.js";

/** @type {(strings: TemplateStringsArray, ...values: any[]) => VNode<any>} */
export const html = /** @type {any} */ (htm.bind(h));

// A page in the background has no frames.
options.debounceRendering = work => document.hidden ? setTimeout(work) : requestAnimationFrame(work);

/**
 * Renders a component again only for other properties.
 * @template Properties
 * @param {(properties: Properties) => ComponentChildren} component
 * @returns {ComponentType<Properties>}
 */
export function memo(component) {
  return class extends Component {
    /** @param {any} next */
    shouldComponentUpdate(next) {
      const held = /** @type {any} */ (this.props);
      return Object.keys({ ...held, ...next }).some(name => held[name] !== next[name]);
    }

    render() { return h(/** @type {any} */ (component), this.props); }
  };
}

/** A function that renders the component once more. */
export function useRender() {
  const [, render] = useReducer((/** @type {number} */ count) => count + 1, 0);
  return /** @type {() => void} */ (render);
}

/**
 * The value of a store; the component is rendered again when it is another.
 * @template Value
 * @param {Store<Value>} store
 * @returns {Value}
 */
export function useStore(store) {
  const render = useRender();
  const { value } = store;
  useLayoutEffect(() => {
    if (store.value !== value) render();
    return store.subscribe(render);
  }, [store]);
  return value;
}

/**
 * Renders the component again at each such event of a `Chat` or a `Room`.
 * @param {{ on(name: any, listener: () => void): () => void }} emitter
 * @param {string[]} names
 */
export function useEvents(emitter, ...names) {
  const render = useRender();
  useLayoutEffect(() => {
    const ends = names.map(name => emitter.on(name, render));
    render();
    return () => ends.forEach(end => end());
  }, [emitter]);
}

/**
 * Listens to events of the window for as long as the component is there.
 * @param {string[]} names
 * @param {() => void} listener
 */
export function useWindowEvents(names, listener) {
  useEffect(() => {
    for (const name of names) window.addEventListener(name, listener);
    return () => { for (const name of names) window.removeEventListener(name, listener); };
  }, [listener]);
}
