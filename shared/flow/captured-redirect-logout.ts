import { type Check, check } from '../lib/check.ts'
import type { CapturedRedirect } from './captured-redirect.ts'

/** Compares the state that came back from a logout with the one that was sent (RP-Initiated Logout, section 3). */
export function readLogoutChecks({ parameters }: CapturedRedirect, sent: string): readonly Check[] {
  const came = parameters.flatMap(([name, value]) => (name === 'state' ? [value] : []))
  if (came.length === 0) return [check('authorization_response', 'state', 'fail', 'state_absent')]
  const isSame = came.every((one) => one === sent)
  return [check('authorization_response', 'state', isSame ? 'pass' : 'fail', isSame ? 'state_same' : 'state_other')]
}
