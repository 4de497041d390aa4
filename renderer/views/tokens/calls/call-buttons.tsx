import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../../shared/contract/records.ts'
import type { Profile } from '../../../../shared/flow/profile.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { useApp } from '../../../stores/app-store.ts'
import { startCall } from '../../../stores/call-store.ts'
import { useConnection } from '../../../use-connection.ts'
import { type CallKind, callKinds, readCallHost, readObstacle } from './call-kinds.ts'

interface CallButtonsProps {
  readonly row: TokenSetRow
  readonly profile: Profile
  readonly chosen: TokenKind | null
}

/** Revoking and logging out cannot be taken back, so that they ask once more. */
const final: readonly CallKind[] = ['revocation', 'logout']

/** The line that asks once more, naming the token and the host. */
function Question({
  kind,
  profile,
  chosen,
  onAnswer,
}: Omit<CallButtonsProps, 'row'> & {
  readonly kind: CallKind
  readonly onAnswer: (isMeant: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const practice = useApp((state) => state.status?.practiceOrigin ?? null)
  const token = chosen === null ? '' : t(`tokens.kinds.${chosen}`)
  return (
    <fieldset className="callask" aria-label={t(`tokens.calls.do.${kind}`)}>
      <p>
        {t(`tokens.calls.ask.${kind === 'logout' ? 'logout' : 'revocation'}`, {
          token,
          host: readCallHost(kind, profile, practice),
        })}
      </p>
      <button type="button" className="btn sm danger" onClick={() => onAnswer(true)}>
        {t(`tokens.calls.do.${kind}`)}
      </button>
      <button type="button" className="btn sm ghost" onClick={() => onAnswer(false)}>
        {t('actions.cancel')}
      </button>
    </fieldset>
  )
}

/** The calls of a set, one button each; what stands in the way of one is said in its place. */
export function CallButtons({ row, profile, chosen }: CallButtonsProps): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const practice = useApp((state) => state.status?.practiceOrigin ?? null)
  const [asking, setAsking] = useState<CallKind | null>(null)
  const kinds = row.tokens.map((token) => token.kind)
  const start = (kind: CallKind): void => {
    const token = chosen === null || kind === 'userinfo' || kind === 'logout' ? {} : { token: chosen }
    void startCall(connection, { profileId: row.profileId, what: kind, tokenSetId: row.id, ...token })
  }
  const answer = (isMeant: boolean): void => {
    if (isMeant && asking !== null) start(asking)
    setAsking(null)
  }
  return (
    <>
      <div className="callbuttons">
        {callKinds.map((kind) => {
          const obstacle = readObstacle(kind, profile, kinds, chosen)
          const why =
            obstacle === null
              ? t('tokens.calls.asks', { host: readCallHost(kind, profile, practice) })
              : t(`tokens.calls.obstacle.${obstacle}`)
          return (
            <button
              key={kind}
              type="button"
              className="btn sm"
              title={why}
              aria-disabled={obstacle !== null}
              aria-describedby={`call-${kind}-why`}
              onClick={() => obstacle === null && (final.includes(kind) ? setAsking(kind) : start(kind))}
            >
              {t(`tokens.calls.do.${kind}`)}
              <span id={`call-${kind}-why`} className="visually-hidden">
                {why}
              </span>
            </button>
          )
        })}
      </div>
      {asking !== null && <Question kind={asking} profile={profile} chosen={chosen} onAnswer={answer} />}
    </>
  )
}
