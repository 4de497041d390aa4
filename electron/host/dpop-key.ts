import type { Profile, Secrets } from '../../shared/flow/profile.ts'
import type { DpopSettings } from '../../shared/flow/profile-settings.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import { generateKeyPair } from './jose/generate-key-pair.ts'
import { readPrivateKey } from './jose/read-key.ts'
import { readThumbprint } from './jose/thumbprint.ts'
import type { ProfileBook } from './profile-book.ts'

/** The key that a token set is bound to (RFC 9449, section 5): its refreshes and its calls are proved with this one. */
export interface DpopBinding {
  /** A JWK or PEM text. */
  readonly key: string
  readonly algorithm: DpopSettings['algorithm']
}

type Holder = Readonly<{ profile: Profile; secrets: Secrets }>

/** The key that a run proves, for whoever keeps what it brings; `null` where it proves none. */
export function readDpopBinding({ profile, secrets }: Holder): DpopBinding | null {
  const { dpop_key: key } = secrets
  return profile.dpop.enabled && key !== undefined ? { key, algorithm: profile.dpop.algorithm } : null
}

/**
 * The same profile and secrets, with the key that a token set is bound to in the place of the profile's own: that one may have
 * been replaced since.
 */
export function bindToKey<H extends Holder>(holder: H, binding: DpopBinding | null): H {
  const { profile, secrets } = holder
  if (binding === null || !profile.dpop.enabled) return holder
  const dpop = { ...profile.dpop, algorithm: binding.algorithm }
  return { ...holder, profile: { ...profile, dpop }, secrets: { ...secrets, dpop_key: binding.key } }
}

/** The secrets with a DPoP key, which is made and kept with the first use. Where another program was faster, its key counts. */
export async function openDpopKey(profiles: ProfileBook, { profile, secrets }: Holder): Promise<Outcome<Secrets>> {
  if (!profile.dpop.enabled || secrets.dpop_key !== undefined) return ok(secrets)
  const kept = profiles.keepSecret(profile.id, 'dpop_key', await generateKeyPair(profile.dpop.algorithm))
  return kept.ok ? ok({ ...secrets, dpop_key: kept.value }) : kept
}

/** The thumbprint that a bound token names in `cnf.jkt` (RFC 9449, section 6.1); `null` where the profile proves no key. */
export async function readDpopThumbprint(holder: Holder): Promise<string | null> {
  const binding = readDpopBinding(holder)
  const key = binding === null ? null : readPrivateKey(binding.key)
  const thumbprint = key?.ok ? await readThumbprint(key.value.publicJwk) : null
  return thumbprint?.ok ? thumbprint.value : null
}
