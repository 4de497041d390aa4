/**
 * Opens a sign-in page in a new tab of the browser that shows this window; the page learns nothing of us. A browser
 * that forbids it leaves the link in step 1, which a person can follow.
 */
export function openPage(address: string): void {
  if (/^https?:\/\//i.test(address)) window.open(address, '_blank', 'noopener,noreferrer')
}
