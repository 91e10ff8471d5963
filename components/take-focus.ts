/**
 * The `ref` of the element that has the keyboard from the start. The attribute `autofocus` is not enough: a document
 * honours it once, so that a later state of the same page misses it, and Firefox 153 forgets what has the focus in
 * every third popup at the moment when the popup's window gets it.
 */
export function takeFocus(element: HTMLElement | null): void {
  if (!element) return;
  element.focus();
  if (document.hasFocus()) return;
  const again = () => {
    if (element.isConnected && document.activeElement === document.body) element.focus();
  };
  window.addEventListener('focus', again, { once: true });
}
