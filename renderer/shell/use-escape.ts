import { useEffect } from 'react'

const layers = '[aria-modal="true"], [role="dialog"], [role="menu"], [role="listbox"]'

/** Calls `onEscape` for Escape, unless something lies above the view that Escape closes first. */
export function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(layers) !== null) return
      onEscape()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onEscape])
}
