import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '../../../parts/chip.tsx'
import { Glyph } from '../../../parts/glyph.tsx'
import type { MissingToken } from '../choose-set.ts'
import { KindIcon, kindClass } from '../kind-icon.tsx'

/** A token that could be expected and did not come, with the reason. */
export function MissingCard({ missing }: { readonly missing: MissingToken }): ReactNode {
  const { t } = useTranslation()
  const { kind } = missing
  const name = t(`tokens.kinds.${kind}`)
  return (
    <article className={`card tcard tmissing ${kindClass[kind]}`} aria-label={name}>
      <span className="tmicon">
        <KindIcon kind={kind} size={18} />
      </span>
      <div className="tcm">
        <div className="tch">
          <h3>{name}</h3>
          <Chip tone="line" icon={<Glyph kind="none" size={12} />}>
            {t('tokens.missing.not_in_response')}
          </Chip>
        </div>
        <div className="tca">{t(`tokens.missing.${kind}`)}</div>
      </div>
    </article>
  )
}
