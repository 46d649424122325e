import { ChevronRight, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading, Input, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Licence, Licences } from '../../../../shared/model/licence.ts'
import { readLicences } from '../../../host/read-licences.ts'

/** Every package with its licence, to be looked through. */
export function LicenceList() {
  const t = useTranslations('preferences.about')
  const [licences, setLicences] = useState<Licences | 'reading' | null>('reading')
  const [text, setText] = useState('')
  useEffect(() => void readLicences().then(setLicences), [])
  if (licences === 'reading') return null
  if (licences === null) return <p className="quiet">{t('unreadable')}</p>
  const found = licences
    .filter((licence) => isMatch(licence, text))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  return (
    <div className="licences">
      <SearchField className="licence-search" aria-label={t('search')} value={text} onChange={setText}>
        <Search size={16} aria-hidden />
        <Input className="field-input" placeholder={t('search')} spellCheck={false} />
      </SearchField>
      <p className="small quiet" role="status">
        {found.length === 0 ? t('none', { text: text.trim() }) : t('count', { count: found.length })}
      </p>
      <ul className="licence-list" role="list">
        {found.map((licence) => (
          <li key={`${licence.name}@${licence.version}`}>
            <LicenceRow licence={licence} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const isMatch = ({ name, identifier }: Licence, text: string): boolean => {
  const wanted = text.trim().toLowerCase()
  return name.toLowerCase().includes(wanted) || identifier.toLowerCase().includes(wanted)
}

function LicenceRow({ licence }: { readonly licence: Licence }) {
  const t = useTranslations('preferences.about')
  const { name, version, identifier, text } = licence
  return (
    <Disclosure className="licence">
      <Heading level={4}>
        <Button slot="trigger" className="licence-head">
          <ChevronRight size={16} className="licence-arrow" aria-hidden />
          <span className="licence-name">{name}</span>
          <span className="small quiet">{version}</span>
          <span className="licence-identifier small">{identifier}</span>
        </Button>
      </Heading>
      <DisclosurePanel>
        {text === undefined ? (
          <p className="licence-text small quiet">{t('noText')}</p>
        ) : (
          <pre className="licence-text">{text}</pre>
        )}
      </DisclosurePanel>
    </Disclosure>
  )
}
