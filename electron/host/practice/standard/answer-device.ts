import type { Provider } from 'oidc-provider/lib/provider.js'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { practiceAccount } from '../practice-accounts.ts'
import type { PracticeAnswer, PracticeRequest } from '../practice-exchange.ts'
import { decideDevice, isPending, normalizeUserCode } from './decide-pending.ts'
import { buildCodePage, buildDecidedPage, buildDevicePage } from './device-page.ts'

/** As the device shows it. */
const formatUserCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/**
 * Answers the verification page of a device (RFC 8628, section 3.3): the code, the question, the decision. The page is ours and
 * not the package's, which would ask for a sign-in and for cookies between the steps.
 */
export async function answerDevice(
  request: PracticeRequest,
  provider: Provider,
  now: EpochMs,
): Promise<PracticeAnswer> {
  const typed = (request.method === 'POST' ? request.form : request.query).get('user_code')
  if (typed === null) return buildCodePage(request, false)
  const device = await provider.DeviceCode.findByUserCode(normalizeUserCode(typed))
  if (!isPending(device)) return buildCodePage(request, true)
  const decision = request.method === 'POST' ? request.form.get('decision') : null
  if (decision !== 'allow' && decision !== 'deny') {
    const { clientId, params, userCode = '' } = device
    return buildDevicePage(request, { clientId, scope: params.scope ?? '', userCode: formatUserCode(userCode) })
  }
  await decideDevice(provider, device, practiceAccount.subject, decision, now)
  return buildDecidedPage(request, decision)
}
