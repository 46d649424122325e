import { useTranslations } from 'use-intl'
import type { TalkKey } from '../../../shared/model/shortcut.ts'
import { assertNever } from '../../../shared/result.ts'
import { KeyCaps } from '../../app/keys/key-caps.tsx'

/** The key or the mouse button that is held down to talk. */
export function TalkKeyCaps({ talkKey }: { readonly talkKey: TalkKey }) {
  const t = useTranslations('shortcuts')
  switch (talkKey.kind) {
    case 'none':
      return <span className="quiet">{t('none')}</span>
    case 'keyboard':
      return <KeyCaps chord={talkKey.code} />
    case 'mouse':
      return <kbd>{t(`talk.${mouseName(talkKey.button)}`)}</kbd>
    default:
      return assertNever(talkKey)
  }
}

function mouseName(button: number): 'mouseMiddle' | 'mouseBack' | 'mouseForward' {
  if (button === 3) return 'mouseMiddle'
  return button === 4 ? 'mouseBack' : 'mouseForward'
}
