import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Afterlife } from '../../../../shared/contract/records.ts'
import type { JsonObject } from '../../../../shared/lib/json-value.ts'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { useClockValue } from '../../../clock.ts'
import { Chip } from '../../../parts/chip.tsx'
import { Glyph } from '../../../parts/glyph.tsx'
import { useFormats } from '../../../use-formats.ts'
import { JsonText } from '../detail/json-text.tsx'

function At({ at }: { readonly at: EpochMs }): ReactNode {
  const formats = useFormats()
  return <span className="dim tnum">{useClockValue((now) => formats.moment(at, now))}</span>
}

function Claims({ claims, label }: { readonly claims: JsonObject; readonly label: string }): ReactNode {
  return <JsonText text={JSON.stringify(claims, null, 2)} label={label} className="jpl" />
}

/** What the calls of this set have told so far, each with its moment. */
export function AfterlifeFacts({ afterlife }: { readonly afterlife: Afterlife }): ReactNode {
  const { t } = useTranslation()
  const { userinfo, introspection, revoked, loggedOutAt } = afterlife
  return (
    <div className="afterlife">
      {introspection !== null && (
        <div className="fact">
          <h4>
            {t('tokens.calls.introspected')}
            <Chip tone={introspection.active ? 'ok' : 'err'}>
              {t(introspection.active ? 'tokens.calls.active' : 'tokens.calls.inactive')}
            </Chip>
            <span className="dim plain">{t(`tokens.kinds.${introspection.of}`)}</span>
            <span className="grow" />
            <At at={introspection.at} />
          </h4>
          <Claims claims={introspection.claims} label={t('tokens.calls.introspected')} />
        </div>
      )}
      {userinfo !== null && (
        <div className="fact">
          <h4>
            {t('tokens.calls.userinfo')}
            <span className="grow" />
            <At at={userinfo.at} />
          </h4>
          <Claims claims={userinfo.claims} label={t('tokens.calls.userinfo')} />
        </div>
      )}
      {revoked.map(({ at, of }) => (
        <p key={`${of} ${String(at)}`} className="callrow">
          <Glyph kind="expired" />
          {t('tokens.calls.revoked', { token: t(`tokens.kinds.${of}`) })} <At at={at} />
        </p>
      ))}
      {loggedOutAt !== null && (
        <p className="callrow">
          <Glyph kind="none" />
          {t('tokens.calls.loggedOut')} <At at={loggedOutAt} />
        </p>
      )}
    </div>
  )
}
