import type { UserAction } from './follow-run.ts'
import { buildPlainText } from './print-problem.ts'

/**
 * What a person at a terminal has to do elsewhere, one thing a line: the page and the code of a device (RFC 8628, section 3.3), or
 * a request that waits on their other device (CIBA).
 */
export function buildConfirmLines(action: UserAction): readonly string[] {
  const { userCode, verificationUri, verificationUriComplete, bindingMessage } = action
  if (userCode === null || verificationUri === null) {
    const shown = bindingMessage === null ? [] : [`It shows: ${buildPlainText(bindingMessage)}`]
    return ['Confirm the request on your other device.', ...shown]
  }
  const lines = [`open ${buildPlainText(verificationUri)}`, `code ${buildPlainText(userCode)}`]
  if (verificationUriComplete !== null) lines.push(`or open ${buildPlainText(verificationUriComplete)}`)
  return [...lines, 'Waiting for the code to be confirmed.']
}
