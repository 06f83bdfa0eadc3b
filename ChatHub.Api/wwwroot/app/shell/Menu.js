import { html, useId, useLayoutEffect, useRef, useState } from "../view.js";
import { Icon } from "./Icon.js";

/** @import { IconName } from "./Icon.js" */

/** @typedef {{ label: string, icon: IconName, action: () => void }} MenuItem */

/**
 * A button that opens a menu. The browser's popover brings it on top, and closes it by Escape and by a click elsewhere.
 * @param {{ label: string, items: MenuItem[] }} properties
 */
export function Menu({ label, items }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  return html`
    <button ref=${button} type="button" class="icon-button" aria-label=${label} title=${label} aria-haspopup="menu" aria-expanded=${isOpen} onClick=${() => setOpen(true)}>
      <${Icon} name="more" />
    </button>
    ${isOpen && html`<${OpenMenu} label=${label} items=${items} by=${button.current} onClose=${() => setOpen(false)} />`}`;
}

/** @param {{ label: string, items: MenuItem[], by: HTMLElement, onClose: () => void }} properties */
function OpenMenu({ label, items, by, onClose }) {
  const menu = useRef(/** @type {HTMLElement | null} */ (null));
  const id = useId();

  useLayoutEffect(() => {
    const element = /** @type {HTMLElement} */ (menu.current);
    element.showPopover();
    place(element, by);
    element.querySelector("button")?.focus();
  }, []);

  /** @param {KeyboardEvent} event */
  const move = event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [.../** @type {HTMLElement} */ (menu.current).querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {any} */ (document.activeElement));
    buttons.at((at + step) % buttons.length)?.focus();
  };

  /** @param {MenuItem} item */
  const choose = item => {
    menu.current?.hidePopover();
    by.focus();
    item.action();
  };
  return html`
    <div ref=${menu} id=${id} class="menu" role="menu" aria-label=${label} popover="auto" onKeyDown=${move}
      onToggle=${(/** @type {ToggleEvent} */ event) => { if (event.newState === "closed") onClose(); }}>
      ${items.map(item => html`
        <button key=${item.label} type="button" role="menuitem" onClick=${() => choose(item)}><${Icon} name=${item.icon} />${item.label}</button>`)}
    </div>`;
}

/**
 * Below the button and flush with its end, or where there is room.
 * @param {HTMLElement} menu
 * @param {HTMLElement} by
 */
function place(menu, by) {
  const [button, gap] = [by.getBoundingClientRect(), 4];
  const below = button.bottom + gap;
  const top = below + menu.offsetHeight > innerHeight ? button.top - gap - menu.offsetHeight : below;
  const left = getComputedStyle(by).direction === "rtl" ? button.left : button.right - menu.offsetWidth;
  menu.style.top = `${Math.max(gap, top)}px`;
  menu.style.left = `${Math.min(Math.max(gap, left), innerWidth - menu.offsetWidth - gap)}px`;
}
