import { buildPointer, readPointer } from '../../../shared/lib/json-pointer.ts'

/** The control of a place, or of the nearest thing around it that has one. */
function findControl(pointer: string): HTMLElement | null {
  for (let path = readPointer(pointer); path.length > 0; path = path.slice(0, -1)) {
    const found = document.querySelector<HTMLElement>(`.cform [data-place="${CSS.escape(buildPointer(path))}"]`)
    if (found !== null) return found
  }
  return null
}

/** Brings the control of a place into view and gives it the focus. */
export function focusPlace(pointer: string): void {
  const control = findControl(pointer)
  control?.scrollIntoView({ block: 'center' })
  const focusable = control?.matches('input, select, button, textarea')
    ? control
    : control?.querySelector<HTMLElement>('input, select, button')
  focusable?.focus({ preventScroll: true })
}
