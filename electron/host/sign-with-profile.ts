import type { JsonObject } from '../../shared/lib/json-value.ts'
import type { Outcome } from '../../shared/lib/outcome.ts'
import { signJwt, signJwtWithSecret } from './jose/sign-jwt.ts'
import { nameKey, requireSecret } from './needed-secret.ts'
import type { StepOrder } from './run-order.ts'

/** Signs with the profile's own key and settings. `header` are members besides `alg` and `kid`. */
export async function signWithProfileKey(
  { profile, secrets }: Pick<StepOrder, 'profile' | 'secrets'>,
  header: JsonObject,
  claims: JsonObject,
): Promise<Outcome<string>> {
  const text = requireSecret(secrets, 'private_key', 'token-request')
  if (!text.ok) return text
  const { algorithm, keyId } = profile.signing
  return nameKey(await signJwt({ text: text.value, algorithm, keyId }, header, claims), 'private_key')
}

/** Signs with the client secret (OpenID Connect Core, section 10.1). */
export async function signWithProfileSecret(
  { profile, secrets }: Pick<StepOrder, 'profile' | 'secrets'>,
  header: JsonObject,
  claims: JsonObject,
): Promise<Outcome<string>> {
  const secret = requireSecret(secrets, 'client_secret', 'token-request')
  if (!secret.ok) return secret
  return nameKey(await signJwtWithSecret(secret.value, profile.signing.macAlgorithm, header, claims), 'client_secret')
}
