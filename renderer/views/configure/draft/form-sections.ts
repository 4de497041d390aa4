/** The sections of the form in their order, each with the places of the profile document that it shows. */
export const formSections = {
  endpoints: ['/dialect/endpoints', '/dialect/variables', '/dialect/issuer', '/variables'],
  client: [
    '/dialect/request/clientAuthentication',
    '/clientId',
    '/username',
    '/secrets',
    '/signing/macAlgorithm',
    '/signing/audience',
    '/signing/ownAudience',
    '/signing/lifetime',
  ],
  keys: [
    '/signing',
    '/dpop',
    '/caCertificates',
    '/secrets/private_key',
    '/secrets/dpop_key',
    '/secrets/tls_key',
    '/secrets/tls_certificate',
  ],
  grant: [
    '/grant',
    '/authorization/responseType',
    '/tokenExchange',
    '/assertion',
    '/ciba',
    '/customGrantType',
    '/secrets/subject_token',
    '/secrets/actor_token',
    '/secrets/assertion',
    '/scopes',
    '/dialect/request/grantTypes',
    '/dialect/request/grantTypeChoices',
    '/dialect/request/grants',
    '/dialect/request/pkce',
    '/dialect/request/scopeSeparator',
  ],
  authorization: ['/authorization'],
  access: ['/access'],
  request: ['/dialect/request', '/authorizeParameters', '/tokenParameters', '/refreshParameters'],
  response: ['/dialect/response'],
  redirect: ['/redirect', '/waitSeconds'],
  checks: ['/checks'],
  lifecycle: ['/lifecycle', '/autoRefresh'],
  registration: ['/registrationClientUri', '/secrets/registration_access_token'],
  advanced: ['/secretInUrlAllowed', '/insecureAllowed'],
  practice: ['/practice'],
  profile: ['/id', '/name', '/group', '/handOut', '/preset', '/dialect'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type FormSection = keyof typeof formSections

export const sectionNames = Object.keys(formSections) as readonly FormSection[]

/** Tells whether a place is the other one or lies in it. */
export function isWithin(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`)
}

/** The section that shows a place of the document: the one that names most of the way to it. */
export function readSection(pointer: string): FormSection {
  let found: FormSection = 'profile'
  let length = 0
  for (const name of sectionNames)
    for (const place of formSections[name])
      if (place.length > length && isWithin(pointer, place)) [found, length] = [name, place.length]
  return found
}
