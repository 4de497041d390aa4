import type { Metadata } from '../../../../shared/contract/records.ts'
import { type Dialect, dialectSchema, type EndpointName } from '../../../../shared/dialects/dialect.ts'
import type { GrantName } from '../../../../shared/dialects/grant-names.ts'
import type { ClientAuthentication } from '../../../../shared/dialects/request-rules.ts'
import { type Profile, readProfileDocument } from '../../../../shared/flow/profile.ts'
import { buildProfileFromMetadata } from '../../../../shared/flow/profile-metadata.ts'
import { listAuthentications } from '../../../../shared/flow/profile-metadata-choices.ts'
import type { Finding } from '../../../../shared/lib/finding.ts'
import { type Outcome, ok } from '../../../../shared/lib/outcome.ts'

/** What an issuer offers, as a person wants to know it before a profile is made of it. */
export interface IssuerOffer {
  readonly profile: Profile
  readonly endpoints: readonly EndpointName[]
  readonly grants: readonly GrantName[]
  readonly authentications: readonly ClientAuthentication[]
  readonly canRegister: boolean
  readonly findings: readonly Finding[]
}

function listEndpoints({ endpoints }: Dialect): readonly EndpointName[] {
  const names = Object.keys(dialectSchema.shape.endpoints.unwrap().shape) as readonly EndpointName[]
  return names.filter((name) => endpoints[name] !== '' && name !== 'discovery')
}

/** Reads the metadata of an issuer as an offer, with the profile that would be made of it. */
export function readIssuerOffer({ document, issuer, url, findings }: Metadata): Outcome<IssuerOffer> {
  const built = buildProfileFromMetadata(document, issuer, { url })
  const read = readProfileDocument(built.profile)
  if (!read.ok) return read
  const { profile } = read.value
  return ok({
    profile,
    endpoints: listEndpoints(profile.dialect),
    grants: profile.dialect.request.grants,
    authentications: listAuthentications(document),
    canRegister: profile.dialect.endpoints.registration !== '',
    findings: [...findings, ...built.findings],
  })
}
