/**
 * Chromium opens no `app:` addresses unless it is told before it starts, which only Electron can. The stand-in shows
 * the application under a secure origin of its own, and turns every address at the border: the process sees `app:`
 * only.
 */
const ours = 'app://tokendesk'
const theirs = 'https://tokendesk.app.invalid'

const blob = 'blob:'

function turn(url: string, from: string, to: string): string {
  if (url.startsWith(blob)) return blob + turn(url.slice(blob.length), from, to)
  return url === from || url.startsWith(`${from}/`) ? to + url.slice(from.length) : url
}

/** An address or origin of Chromium's as the application knows it. */
export const toOurs = (url: string): string => turn(url, theirs, ours)

/** An address of the application's as Chromium opens it. */
export const toTheirs = (url: string): string => turn(url, ours, theirs)
