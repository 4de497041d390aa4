import { readMetadataAddresses } from '../../../shared/flow/profile-metadata-address.ts'
import type { Problem } from '../../../shared/lib/problem.ts'
import { readUrl } from '../../../shared/lib/url.ts'

/** What asking an issuer would send, before anything is sent; or why it cannot be asked. */
export type IssuerAddresses =
  | { readonly kind: 'none' }
  | { readonly kind: 'bad'; readonly problem: Problem }
  | { readonly kind: 'known'; readonly host: string; readonly addresses: readonly string[] }

/** Reads what a person wrote as an issuer. Nothing is fetched. */
export function readIssuerAddresses(text: string, insecureAllowed: boolean): IssuerAddresses {
  if (text.trim() === '') return { kind: 'none' }
  const read = readMetadataAddresses(text, insecureAllowed)
  if (!read.ok) return { kind: 'bad', problem: read.problem }
  const { addresses } = read.value
  return { kind: 'known', host: readUrl(addresses[0] ?? '')?.host ?? '', addresses }
}
