import { readJson } from '../dialects/body/read-json.ts'
import { isJsonArray, isJsonObject } from '../lib/json-value.ts'
import { type Problem, problem, type Step } from '../lib/problem.ts'
import type { Profile } from './profile.ts'

function readFault(text: string, wanted: 'an object' | 'an array'): string | null {
  if (text === '') return null
  const read = readJson(text)
  if (!read.ok) return `is not JSON (line ${read.misread.line ?? 1}, column ${read.misread.column ?? 1})`
  const fits = wanted === 'an object' ? isJsonObject(read.body.value) : isJsonArray(read.body.value)
  return fits ? null : `is JSON and not ${wanted}`
}

/**
 * The settings of an authorization request that are JSON texts (OpenID Connect Core, section 5.5; RFC 9396, section 2): `null`
 * when both can be read, else the problem that names each by its pointer.
 */
export function readJsonFaults({ authorization, access }: Profile, step: Step): Problem | null {
  const faults = [
    ['/authorization/claims', readFault(authorization.claims, 'an object')],
    ['/access/authorizationDetails', readFault(access.authorizationDetails, 'an array')],
  ].flatMap(([place, fault]): [string, string][] => (typeof fault === 'string' ? [[place ?? '', fault]] : []))
  return faults.length === 0 ? null : problem(step, 'profile_invalid', Object.fromEntries(faults))
}
