import { Copy, Download, Share } from 'lucide-react'
import { useState } from 'react'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { exportIceServers } from '../../../../shared/ice/export.ts'
import type { IceServerView } from '../../../../shared/model/ice-server.ts'
import { Button } from '../../../app/ui/button.tsx'

/** Gives the list away, without the secrets. */
export function ExportMenu({ servers }: { readonly servers: readonly IceServerView[] }) {
  const t = useTranslations('network.servers')
  const [outcome, setOutcome] = useState<'exported' | 'exportFailed' | null>(null)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(exportIceServers(servers))
      setOutcome('exported')
    } catch {
      // The system or the browser may not allow it.
      setOutcome('exportFailed')
    }
  }
  const save = (): void => {
    setOutcome(null)
    const url = URL.createObjectURL(new Blob([exportIceServers(servers)], { type: 'application/json' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: 'tincan-servers.json' })
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <>
      <MenuTrigger>
        <Button icon={Share}>{t('export')}</Button>
        <Popover className="popover" offset={4}>
          <Menu
            className="menu"
            aria-label={t('export')}
            onAction={(key) => (key === 'copy' ? void copy() : save())}
          >
            <MenuItem id="copy" className="menu-item">
              <Copy size={16} aria-hidden />
              {t('exportCopy')}
            </MenuItem>
            <MenuItem id="save" className="menu-item">
              <Download size={16} aria-hidden />
              {t('exportSave')}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <p className="servers-outcome small quiet" role="status">
        {outcome !== null && t(outcome)}
      </p>
    </>
  )
}
