import { redirectGrants } from '../dialects/grant-names.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem, type Step } from '../lib/problem.ts'
import { isLoopbackHost, readUrl } from '../lib/url.ts'
import type { Profile } from './profile.ts'

/** Values of template variables: the profile's own and those that only the host knows (`{practice}`). */
export type Variables = Readonly<Record<string, string>>

const variable = /\{([A-Za-z_][A-Za-z0-9_]*)\}/g

/** A variable's value may itself use variables; this deep and no deeper, so that a circle ends. */
const deepest = 4

/** What variables may add to a template: values that hold each other many times would fill all memory. */
const mostFilled = 65_536

/** The names of the variables in a template, in their order. */
export function readTemplateVariables(template: string): readonly string[] {
  return [...new Set([...template.matchAll(variable)].map((match) => match[1] ?? ''))]
}

/** The template with every known variable filled; unknown, empty and far too long ones stay as they are. */
export function buildFilledText(template: string, variables: Variables): string {
  let text = template
  let room = mostFilled
  const fill = (whole: string, name: string): string => {
    const value = Object.hasOwn(variables, name) ? (variables[name] ?? '') : ''
    if (value === '' || value.length > room) return whole
    room -= value.length
    return value
  }
  for (let depth = 0; depth < deepest; depth++) {
    const next = text.replace(variable, fill)
    if (next === text) break
    text = next
  }
  return text
}

/** The variables that a profile's addresses use and that have no value: what must be given before a run. */
export function readMissingVariables(profile: Profile, runtime: Variables): readonly string[] {
  const { authorization, pushedAuthorization, token, refresh } = profile.dialect.endpoints
  const asked = profile.authorization.pushed ? [authorization, pushedAuthorization] : [authorization]
  const used = redirectGrants.includes(profile.grant) ? [...asked, token, refresh] : [token, refresh]
  const variables = buildVariables(profile, runtime)
  return [...new Set(used.flatMap((template) => readTemplateVariables(buildFilledText(template, variables))))]
}

/** The profile's variables with the host's on top, and those that every profile has. */
export function buildVariables(profile: Profile, runtime: Variables): Variables {
  return { client_id: profile.clientId, ...profile.variables, ...runtime }
}

/** The issuer of the profile with its variables filled; '' where it names none. */
export function buildIssuer(profile: Profile, runtime: Variables): string {
  return buildFilledText(profile.dialect.issuer, buildVariables(profile, runtime))
}

/** Tells whether an address would carry everything in the clear to another machine: http:, and not to this one. */
export function isInsecureAddress(address: string): boolean {
  const url = readUrl(address)
  return url !== null && url.protocol === 'http:' && !isLoopbackHost(url.hostname)
}

/**
 * Fills an address template and checks it: every variable has a value, the result is an absolute http(s) URL without
 * credentials, and http: only goes to this machine unless the profile allows it.
 */
export function buildAddress(profile: Profile, template: string, runtime: Variables, step: Step): Outcome<string> {
  const filled = buildFilledText(template, buildVariables(profile, runtime))
  const [missing] = readTemplateVariables(filled)
  if (missing !== undefined)
    return fail(problem(step, 'variable_missing', { variable: missing, template }, `{${missing}} has no value.`))
  const url = readUrl(filled)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return fail(problem(step, 'url_invalid', { address: filled, template }))
  if (url.username !== '' || url.password !== '')
    return fail(problem(step, 'url_invalid', { template }, 'An address must not carry a user name or password.'))
  if (isInsecureAddress(filled) && !profile.insecureAllowed)
    return fail(problem(step, 'url_insecure', { address: filled }))
  return ok(filled)
}
