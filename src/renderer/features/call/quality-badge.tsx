import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { QualityWord } from '../../../shared/quality/sample.ts'

const BARS: Readonly<Record<QualityWord, number>> = { good: 3, fair: 2, poor: 1 }

interface QualityBadgeProps {
  readonly quality: QualityWord
  readonly isOpen: boolean
  readonly onPress: () => void
}

/** Three bars and a word; a press shows the numbers behind them. */
export function QualityBadge({ quality, isOpen, onPress }: QualityBadgeProps) {
  const t = useTranslations('quality')
  const word = t(`word.${quality}`)
  return (
    <>
      <Button
        className="path-badge"
        aria-label={t('badge', { word })}
        aria-expanded={isOpen}
        aria-controls="call-details"
        onPress={onPress}
      >
        <span className="bars" data-quality={quality} aria-hidden>
          {[1, 2, 3].map((bar) => (
            <span key={bar} data-on={bar <= BARS[quality]} />
          ))}
        </span>
        {word}
      </Button>
      {/* A better word is no news; a poor one is said once, when the reader has time. */}
      <span className="visually-hidden" role="status">
        {quality === 'poor' ? t('poorNow') : ''}
      </span>
    </>
  )
}
