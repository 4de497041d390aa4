import { buildRefreshGrant, type Grant } from '../../shared/flow/grant.ts'
import { buildDirectGrant } from '../../shared/flow/grant-direct.ts'
import { readToken } from '../../shared/flow/token-set.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import { obtainAssertion } from './obtain-assertion.ts'
import { obtainCiba } from './obtain-ciba.ts'
import { obtainCode } from './obtain-code.ts'
import { obtainDeviceCode } from './obtain-device-code.ts'
import { nothingAsked, type ObtainedGrant, type RunOrder } from './run-order.ts'

function takeDirectly(grant: Outcome<Grant>): Outcome<ObtainedGrant> {
  return grant.ok ? ok({ grant: grant.value, asked: nothingAsked, captured: null }) : grant
}

/** The first half of the street: to the grant, each in its own way. */
export async function obtainGrant(order: RunOrder): Promise<Outcome<ObtainedGrant>> {
  switch (order.grantName) {
    case 'authorization_code':
    case 'implicit':
    case 'hybrid':
      return obtainCode(order, order.grantName)
    case 'device_code':
      return obtainDeviceCode(order)
    case 'ciba':
      return obtainCiba(order)
    case 'refresh_token': {
      const { earlier } = order
      return takeDirectly(
        buildRefreshGrant(earlier === null ? null : (readToken(earlier.tokenSet, 'refresh_token')?.value ?? null)),
      )
    }
    case 'jwt_bearer':
      if (order.profile.assertion.source === 'made') return takeDirectly(await obtainAssertion(order))
      return takeDirectly(buildDirectGrant(order.grantName, order.profile, order.secrets))
    default:
      return takeDirectly(buildDirectGrant(order.grantName, order.profile, order.secrets))
  }
}
