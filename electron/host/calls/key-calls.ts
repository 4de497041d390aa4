import type { KeyUse, PublicKey } from '../../../shared/contract/records.ts'
import type { Profile, Secrets } from '../../../shared/flow/profile.ts'
import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import type { EpochMs } from '../../../shared/lib/units.ts'
import { createCertificate } from '../jose/create-certificate.ts'
import { describeKey, type StoredKey } from '../jose/describe-key.ts'
import { generateKeyPair } from '../jose/generate-key-pair.ts'
import type { ProfileBook, SecretChanges } from '../profile-book.ts'
import type { HandlersOf } from './handlers.ts'

const secretOfUse = { signing: 'private_key', dpop: 'dpop_key', tls: 'tls_key' } as const

/** The keys that a profile has, as far as it has them. */
function readStoredKeys(profile: Profile, secrets: Secrets): readonly StoredKey[] {
  const algorithms: Readonly<Record<KeyUse, string>> = {
    signing: profile.signing.algorithm,
    dpop: profile.dpop.algorithm,
    tls: '',
  }
  return (['signing', 'dpop', 'tls'] as const).flatMap((use): readonly StoredKey[] => {
    const text = secrets[secretOfUse[use]]
    if (text === undefined) return []
    const keyId = use === 'signing' ? profile.signing.keyId : ''
    const certificate = use === 'tls' ? (secrets.tls_certificate ?? null) : null
    return [{ use, text, algorithm: algorithms[use], keyId, certificate }]
  })
}

/** Makes the secrets of a new key. A new key for signing replaces the earlier one, which is then gone. */
async function createSecrets(profile: Profile, use: KeyUse, keyId: string, now: EpochMs): Promise<SecretChanges> {
  if (use === 'tls') {
    const { certificate, key } = await createCertificate(profile.clientId, now)
    return { tls_key: key, tls_certificate: certificate }
  }
  const text = await generateKeyPair(use === 'dpop' ? profile.dpop.algorithm : profile.signing.algorithm, keyId)
  return use === 'dpop' ? { dpop_key: text } : { private_key: text }
}

async function describeAll(keys: readonly StoredKey[]): Promise<Outcome<readonly PublicKey[]>> {
  const described: PublicKey[] = []
  for (const key of keys) {
    const one = await describeKey(key)
    if (!one.ok) return one
    described.push(one.value)
  }
  return ok(described)
}

/** The calls about the keys of a profile. `changed` publishes its line. Nothing private is in any answer. */
export function createKeyCalls(
  book: ProfileBook,
  now: () => EpochMs,
  changed: (id: string) => void,
): HandlersOf<'keys'> {
  const readKeys = (profileId: string): Outcome<readonly StoredKey[]> => {
    const profile = book.read(profileId)
    if (!profile.ok) return profile
    const secrets = book.secrets(profileId)
    return secrets.ok ? ok(readStoredKeys(profile.value, secrets.value)) : secrets
  }
  return {
    'keys.generate': async ({ profileId, use, keyId = '' }) => {
      const before = book.read(profileId)
      if (!before.ok) return before
      const secrets = await createSecrets(before.value, use, keyId, now())
      // Read again: the profile may have been saved while the key was made, and that must not be undone.
      const profile = book.read(profileId)
      if (!profile.ok) return profile
      // A key id in the profile goes before the key's own, so that the one of an earlier key would name the new one falsely.
      const { signing } = profile.value
      const named = use === 'signing' && signing.keyId !== '' ? { ...signing, keyId } : signing
      const saved = book.save({ ...profile.value, signing: named }, secrets, false)
      if (!saved.ok) return saved
      changed(profileId)
      const keys = readKeys(profileId)
      return keys.ok ? describeAll(keys.value.filter((key) => key.use === use)) : keys
    },
    'keys.list': ({ profileId }) => {
      const keys = readKeys(profileId)
      return keys.ok ? describeAll(keys.value) : keys
    },
  }
}
