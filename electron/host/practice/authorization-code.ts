import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { PracticeProvider } from '../../../shared/dialects/practice-choices.ts'
import type { PracticeDesk, PracticeDialect } from './practice-dialect.ts'

/** What a code stands for: the authorization request that it answers. */
export interface CodeFacts {
  readonly kind: 'code'
  readonly id: string
  readonly provider: PracticeProvider
  readonly clientId: string
  /** As it was sent, to be compared byte for byte (RFC 6749, section 4.1.3). */
  readonly redirectUri: string
  readonly scope: string
  readonly nonce: string | null
  readonly challenge: string | null
  readonly challengeMethod: string
  readonly issuedAt: number
}

/** Issues a code that carries its own facts, or a UUID that stands for one where the provider's codes look like that. */
export function issueCode(facts: Omit<CodeFacts, 'kind' | 'id'>, dialect: PracticeDialect, desk: PracticeDesk): string {
  const sealed = desk.keys.seal({
    kind: 'code',
    id: randomBytes(9).toString('base64url'),
    ...facts,
  } satisfies CodeFacts)
  if (dialect.codeForm === 'sealed') return sealed
  const name = randomUUID()
  desk.ledger.remember(`code:${name}`, sealed)
  return name
}

/** The facts of a code that this provider issued; undefined for everything else. */
export function openCode(code: string, provider: PracticeProvider, desk: PracticeDesk): CodeFacts | undefined {
  const facts = desk.keys.open(desk.ledger.recall(`code:${code}`) ?? code)
  return facts?.kind === 'code' && facts.provider === provider ? (facts as unknown as CodeFacts) : undefined
}

/** Whether the verifier belongs to the challenge (RFC 7636, section 4.6); true where PKCE was not used at all. */
export function isVerifierRight(facts: CodeFacts, verifier: string | null): boolean {
  if (facts.challenge === null) return verifier === null
  if (verifier === null) return false
  const digest = createHash('sha256').update(verifier).digest('base64url')
  return isSameText(facts.challengeMethod === 'S256' ? digest : verifier, facts.challenge)
}

/** Compares two texts without telling by its duration where they differ. */
export function isSameText(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
