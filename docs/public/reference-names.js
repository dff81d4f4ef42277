/** What Scalar leaves out for those who hear the page or have no mouse. */

/** Goes over the page again whenever Scalar has changed it. */
export function completeNames(place) {
  let planned = false;
  const plan = () => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      complete(place);
    });
  };
  new MutationObserver(plan).observe(document.body, { attributeFilter: ['class'], childList: true, subtree: true });
  plan();
  // An editor would take the key for an indent, and whoever has no mouse would not get out.
  addEventListener(
    'keydown',
    (event) => event.key === 'Tab' && event.target.closest?.('.cm-content') && event.stopImmediatePropagation(),
    { capture: true },
  );
  // A dialog is left with Escape, and the focus goes back to where it was opened.
  let opener;
  addEventListener(
    'click',
    ({ target }) => (opener = target.closest?.('.references-rendered button')?.textContent ?? opener),
    { capture: true },
  );
  const goBack = (times = 20) => {
    // By its words: Scalar may have drawn it anew.
    const buttons = [...document.querySelectorAll('.references-rendered button')];
    const button = buttons.find(({ textContent }) => textContent === opener);
    button?.focus();
    if (document.activeElement !== button && times > 0) setTimeout(goBack, 100, times - 1);
  };
  const isMenuOpen = () =>
    [...document.querySelectorAll('[role="listbox"], [role="menu"]')].some((menu) => menu.checkVisibility());
  addEventListener(
    'keydown',
    ({ key, target }) => {
      if (key !== 'Escape' || isMenuOpen() || !target.closest?.('.scalar-client--open')) return;
      document.querySelector('.app-exit-button')?.click();
      goBack();
    },
    { capture: true },
  );
}

function complete(place) {
  const all = (selector) => document.querySelectorAll(selector);
  const set = (element, name, value) => element.hasAttribute(name) || element.setAttribute(name, value);
  for (const field of all('[role="combobox"]')) {
    set(field, 'aria-label', 'Value');
    set(field, 'aria-expanded', 'false');
    set(field, 'aria-controls', place.id);
  }
  for (const editor of all('.cm-content[role="textbox"]')) set(editor, 'aria-label', 'Code');
  // It would hide a button, which stays one for the keyboard.
  for (const button of all('button[role="none"]')) button.removeAttribute('role');
  for (const button of all('button:not([aria-label])')) {
    const isCopy = button.matches('.scalar-code-copy, [class*="copy-button"]');
    if (isCopy) set(button, 'aria-label', 'Copy');
    else if (button.textContent.trim() === '' && !button.title) set(button, 'aria-label', 'Show or hide details');
  }
  // The words of a row of icons are there, but hidden.
  for (const link of all('.icons-only a[href]:not([aria-label]), a[href].icons-only:not([aria-label])')) {
    link.setAttribute('aria-label', link.textContent.trim() || link.hostname);
  }
  // Two landmarks of one name are told apart by what they belong to.
  for (const card of all('[role="region"][aria-label="Example Responses"]')) {
    const heading = card.closest('section')?.querySelector('h2, h3');
    card.removeAttribute('aria-labelledby');
    card.setAttribute('aria-label', `Example responses: ${heading?.textContent.trim() ?? ''}`);
  }
  const [, ...others] = all('section[aria-label^="Notifications"]');
  for (const other of others) other.setAttribute('aria-label', 'Notifications of the request');
  for (const control of all('[aria-controls]:not([role="combobox"])')) {
    if (!document.getElementById(control.getAttribute('aria-controls'))) control.removeAttribute('aria-controls');
  }
  // What scrolls and holds nothing to stop at is reached by itself.
  for (const box of all('.overflow-x-auto, .overflow-auto, .endpoints, .cm-scroller')) {
    const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    const stops = box.querySelector('a[href], button, input, [contenteditable="true"], [tabindex="0"]');
    if (scrolls && !stops && !box.closest('button')) box.setAttribute('tabindex', '0');
  }
  // A list of calls has links that only a mouse can follow.
  for (const link of all('a.endpoint:not([href])')) {
    if (link.tabIndex === 0) continue;
    link.setAttribute('role', 'link');
    link.setAttribute('tabindex', '0');
    link.addEventListener('keydown', ({ key }) => key === 'Enter' && link.click());
  }
  // Behind an open dialog nothing is reached, and a closed one, which is only out of sight, holds nothing to reach.
  const dialog = document.querySelector('.scalar-container');
  const isOpen = dialog?.classList.contains('scalar-client--open') === true;
  if (dialog) dialog.inert = !isOpen;
  for (const part of all('.home, .skip, .references-layout > *')) part.inert = isOpen && !part.contains(dialog);
}
