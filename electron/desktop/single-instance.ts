import { app } from 'electron'

/**
 * Takes the lock of this data folder (requirement E-22); false means that another instance has it and has been told.
 * What the second instance was started with is not looked at.
 */
export function takeSingleInstance(onSecond: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', onSecond)
  return true
}
