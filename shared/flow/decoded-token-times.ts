import type { Check } from '../lib/check.ts'
import type { JsonObject } from '../lib/json-value.ts'
import type { EpochMs } from '../lib/units.ts'
import { type CheckClock, describeClaim, describeMoment, type Judge, readMomentClaim } from './decoded-token-claim.ts'

type TimeName = 'exp' | 'iat' | 'nbf' | 'auth_time'

/** What each rule of time does with a moment that was read. */
type JudgeMoment = (moment: EpochMs, evidence: Readonly<Record<string, string>>) => Check

function readTime(
  judge: Judge,
  claims: JsonObject,
  name: TimeName,
  clock: CheckClock,
  absent: () => Check,
  judgeMoment: JudgeMoment,
): Check {
  const value = claims[name]
  if (value === undefined) return absent()
  const moment = readMomentClaim(value)
  if (moment === null) return judge(name, 'fail', 'time_unreadable', { received: describeClaim(value) })
  const now = describeMoment(clock.receivedAt)
  return judgeMoment(moment, { when: describeMoment(moment), now, skew: String(clock.skew) })
}

const skewOf = (clock: CheckClock): number => clock.skew * 1000

/** OpenID Connect Core, section 3.1.3.7, rule 9; RFC 7519, section 4.1.4: the moment itself is too late. */
export function readExpCheck(judge: Judge, claims: JsonObject, clock: CheckClock, isRequired = true): Check {
  return readTime(
    judge,
    claims,
    'exp',
    clock,
    () => (isRequired ? judge('exp', 'fail', 'missing', { what: 'exp' }) : judge('exp', 'not_checked', 'not_present')),
    (exp, evidence) =>
      exp + skewOf(clock) <= clock.receivedAt
        ? judge('exp', 'fail', 'time_past', evidence)
        : judge('exp', 'pass', 'time_good', evidence),
  )
}

/** Rule 10: not issued in the future, and not before the run that asked for it began. */
export function readIatCheck(judge: Judge, claims: JsonObject, clock: CheckClock, began: EpochMs | null): Check {
  return readTime(
    judge,
    claims,
    'iat',
    clock,
    () => judge('iat', 'fail', 'missing', { what: 'iat' }),
    (iat, evidence) => {
      if (iat - skewOf(clock) > clock.receivedAt) return judge('iat', 'fail', 'time_future', evidence)
      // iat counts whole seconds, most often; a run may begin within one.
      if (began !== null && iat + 1000 + skewOf(clock) <= began)
        return judge('iat', 'fail', 'time_before_run', { ...evidence, began: describeMoment(began) })
      return judge('iat', 'pass', 'time_good', evidence)
    },
  )
}

/** RFC 7519, section 4.1.5. */
export function readNbfCheck(judge: Judge, claims: JsonObject, clock: CheckClock): Check {
  return readTime(
    judge,
    claims,
    'nbf',
    clock,
    () => judge('nbf', 'not_checked', 'not_present'),
    (nbf, evidence) =>
      nbf - skewOf(clock) > clock.receivedAt
        ? judge('nbf', 'fail', 'time_future', evidence)
        : judge('nbf', 'pass', 'time_good', evidence),
  )
}

/** Rule 13: the person signed in no longer ago than was asked for. */
export function readAuthTimeCheck(judge: Judge, claims: JsonObject, clock: CheckClock, maxAge: number | null): Check {
  const absent = (): Check =>
    maxAge === null
      ? judge('auth_time', 'not_checked', 'not_asked')
      : judge('auth_time', 'fail', 'missing', { what: 'auth_time' })
  return readTime(judge, claims, 'auth_time', clock, absent, (signedIn, evidence) => {
    if (signedIn - skewOf(clock) > clock.receivedAt) return judge('auth_time', 'fail', 'time_future', evidence)
    if (maxAge === null) return judge('auth_time', 'not_checked', 'not_asked')
    return signedIn + maxAge * 1000 + skewOf(clock) < clock.receivedAt
      ? judge('auth_time', 'fail', 'auth_too_old', { ...evidence, limit: String(maxAge) })
      : judge('auth_time', 'pass', 'time_good', evidence)
  })
}
