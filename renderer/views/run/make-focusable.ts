/**
 * A ref for a part that scrolls: it takes the focus, so that the arrow keys scroll it (WCAG 2.1.1). Set on the element,
 * because such a part is no control.
 */
export function makeFocusable(element: HTMLElement | null): void {
  if (element !== null) element.tabIndex = 0
}
