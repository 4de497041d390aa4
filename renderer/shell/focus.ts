/** The regions of the window in the order of F6 (ui specification, section 15). */
const regions = ['.titlebar', '.sidebar', 'main', '.finds', '.statusbar']

const focusable =
  'button:not([disabled]), [href], input:not([disabled]), select, textarea, [tabindex]:not([tabindex="-1"])'

/** Moves the focus to the first control of the next region that is on the screen. */
export function focusNextRegion(): void {
  const present = regions.flatMap((selector) => {
    const element = document.querySelector<HTMLElement>(selector)
    return element !== null && element.offsetParent !== null ? [element] : []
  })
  const current = present.findLastIndex((element) => element.contains(document.activeElement))
  const next = present[(current + 1) % present.length]
  if (next === undefined) return
  const control = next.querySelector<HTMLElement>(focusable)
  if (control === null) next.tabIndex = -1
  const target = control ?? next
  target.focus()
}

const wanted = 'main [data-missing="true"], main [aria-invalid="true"]'
const patienceMs = 2000

/** Focuses the first field without a value once the form is there. */
export function focusFirstMissing(): void {
  const focus = (): boolean => {
    const field = document.querySelector<HTMLElement>(wanted)
    field?.focus()
    return field !== null
  }
  if (focus()) return
  const observer = new MutationObserver(() => {
    if (focus()) observer.disconnect()
  })
  observer.observe(document.body, { childList: true, subtree: true, attributes: true })
  setTimeout(() => observer.disconnect(), patienceMs)
}
