import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const cards = [1, 2, 3] as const

/** The outlines of what is being read. */
export function LoadingTokens(): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="tok" aria-busy="true" aria-label={t('tokens.reading')}>
      <div className="card tl tskel" />
      <div className="tgrid">
        <div className="tcards">
          {cards.map((card) => (
            <div key={card} className="card tcard tskel" />
          ))}
        </div>
        <div className="card tdet tskel" />
      </div>
    </section>
  )
}
