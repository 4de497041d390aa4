/**
 * A STAND-IN for the module `electron`, for machines without its binary. It has what the desktop app uses and nothing
 * more; each part is checked against Electron's own typings. What it shows is that our code keeps to Electron's
 * documented order and answers; what Electron itself does, only Electron can show.
 */
import { app } from './electron-app.ts'
import { ipcMain } from './electron-ipc.ts'
import { net, protocol, session } from './electron-session.ts'
import { processCalls } from './electron-state.ts'
import { clipboard, dialog, Menu, nativeTheme, safeStorage, screen, shell } from './electron-system.ts'
import { BrowserWindow } from './electron-window.ts'

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
}

const electron = { app, BrowserWindow, clipboard, Menu, nativeTheme, net, session, shell }

processCalls.evaluate = (source, arg) =>
  new Function('electron', 'arg', `return (${source})(electron, arg)`)(electron, arg)
