import type { GrantName } from '../dialects/grant-names.ts'
import { decodeBase64url } from '../lib/base64url.ts'
import { encodeBase64 } from '../lib/bytes-text.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { Grant } from './grant.ts'
import type { Profile, SecretName, Secrets } from './profile.ts'

/** The grants that need nothing but the profile and its secrets. */
export type DirectGrantName = Exclude<GrantName, 'authorization_code' | 'implicit' | 'hybrid' | 'device_code' | 'ciba'>

const requireSecret = (name: SecretName, secrets: Secrets): Outcome<string> => {
  const value = secrets[name]
  if (value !== undefined && value !== '') return ok(value)
  return fail(problem('grant', 'secret_missing', { secret: name }, `The profile has no ${name}.`))
}

function buildPasswordGrant(profile: Profile, secrets: Secrets): Outcome<Grant> {
  if (profile.username === '')
    return fail(problem('grant', 'secret_missing', { secret: 'username' }, 'The profile has no user name.'))
  const { password } = secrets
  if (password === undefined)
    return fail(problem('grant', 'secret_missing', { secret: 'password' }, 'The profile has no password.'))
  return ok({ kind: 'password', username: profile.username, password })
}

function buildTokenExchangeGrant(profile: Profile, secrets: Secrets): Outcome<Grant> {
  const subject = requireSecret('subject_token', secrets)
  if (!subject.ok) return subject
  if (profile.tokenExchange.actorTokenType === '')
    return ok({ kind: 'token_exchange', subjectToken: subject.value, actorToken: null })
  const actor = requireSecret('actor_token', secrets)
  return actor.ok ? ok({ kind: 'token_exchange', subjectToken: subject.value, actorToken: actor.value }) : actor
}

/**
 * A SAML assertion as it travels (RFC 7522, section 2.1): base64url without padding or line breaks. XML is encoded as it stands;
 * what is encoded already, in either alphabet, is only tidied.
 */
function encodeSaml(pasted: string): Outcome<string> {
  const text = pasted.replace(/^\ufeff/, '').trim()
  const tidy = (base64: string): string =>
    base64.replace(/\s+/g, '').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  if (text.startsWith('<')) return ok(tidy(encodeBase64(text)))
  const encoded = tidy(text)
  if (decodeBase64url(encoded).ok) return ok(encoded)
  return fail(problem('grant', 'profile_invalid', { '/secrets/assertion': 'is neither XML nor base64url' }))
}

/**
 * The grants that need no redirect, made from the profile and its secrets. A JWT that is made for this run, and a token of
 * another profile, come in as the secrets of their name.
 */
export function buildDirectGrant(kind: DirectGrantName, profile: Profile, secrets: Secrets): Outcome<Grant> {
  switch (kind) {
    case 'client_credentials':
      return ok({ kind })
    case 'password':
      return buildPasswordGrant(profile, secrets)
    case 'token_exchange':
      return buildTokenExchangeGrant(profile, secrets)
    case 'custom':
      return profile.customGrantType === ''
        ? fail(
            problem('grant', 'profile_invalid', { '/customGrantType': 'is empty, and the custom grant is sent by it' }),
          )
        : ok({ kind, grantType: profile.customGrantType })
    case 'jwt_bearer': {
      const assertion = requireSecret('assertion', secrets)
      return assertion.ok ? ok({ kind, assertion: assertion.value.trim() }) : assertion
    }
    case 'saml2_bearer': {
      const pasted = requireSecret('assertion', secrets)
      const assertion = pasted.ok ? encodeSaml(pasted.value) : pasted
      return assertion.ok ? ok({ kind, assertion: assertion.value }) : assertion
    }
  }
}
