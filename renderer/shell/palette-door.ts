import { createStore, useStore } from 'zustand'

const paletteDoor = createStore(() => ({ open: false }))

/** Whether the command palette is open. It is loaded when it is first opened. */
export function usePaletteDoor(): boolean {
  return useStore(paletteDoor, (state) => state.open)
}

export function openPalette(): void {
  paletteDoor.setState({ open: true })
}

export function closePalette(): void {
  paletteDoor.setState({ open: false })
}
