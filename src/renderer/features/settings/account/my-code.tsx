import { Copy, QrCode } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Account } from '../../../../shared/host.ts'
import { addLink } from '../../../../shared/links.ts'
import { Button } from '../../../app/ui/button.tsx'
import { CodeImage } from '../../../app/ui/code-image.tsx'
import { Part } from '../part.tsx'
import { useCopy } from '../use-copy.ts'

/** The link by which others add me, for another person's camera or to be sent. */
export function MyCode({ account }: { readonly account: Account }) {
  const t = useTranslations('preferences.account')
  const [isShown, setShown] = useState(false)
  const id = useId()
  const link = addLink(account)
  const copying = useCopy()
  return (
    <Part title={t('code')} hint={t('codeHint')}>
      {isShown && (
        <figure className="my-code" id={id}>
          <CodeImage text={link} label={t('code')} />
          <figcaption>{account.name}</figcaption>
        </figure>
      )}
      <div className="settings-buttons">
        <Button icon={QrCode} aria-expanded={isShown} aria-controls={id} onPress={() => setShown(!isShown)}>
          {t(isShown ? 'hideCode' : 'showCode')}
        </Button>
        <Button icon={Copy} onPress={() => void copying.copy(link)}>
          {t('copyLink')}
        </Button>
        <p className="small quiet" role="status">
          {copying.outcome === 'copied' && t('linkCopied')}
        </p>
      </div>
      {copying.outcome === 'failed' && <p className="mono small my-link">{link}</p>}
    </Part>
  )
}
