import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import {
  chooseDevice,
  findDevice,
  type AudioDevice,
  type DeviceRanking,
} from '../../../../shared/model/device.ts'
import { IconButton } from '../../../app/ui/button.tsx'

interface DeviceRankingListProps {
  readonly label: string
  readonly ranking: DeviceRanking
  readonly present: readonly AudioDevice[]
  readonly onChange: (ranking: DeviceRanking) => void
}

/** The devices that were chosen, the best first. */
export function DeviceRankingList({ label, ranking, present, onChange }: DeviceRankingListProps) {
  const t = useTranslations('devices')
  const id = useId()
  const inUse = chooseDevice(ranking, present)
  const swap = (index: number): void => {
    const next = [...ranking]
    next.splice(index, 2, ranking[index + 1]!, ranking[index]!)
    onChange(next)
  }
  return (
    <div className="device-ranking">
      <p className="small quiet" id={id}>
        <span className="visually-hidden">{label}: </span>
        {t('ranking')}. {t('rankingHint')}
      </p>
      <ol role="list" aria-labelledby={id}>
        {ranking.map((device, index) => {
          const found = findDevice(device, present)
          const name = device.label || device.id
          return (
            <li key={device.id} className="device-rank" data-away={found === null}>
              <span className="device-rank-name ellipsis">{name}</span>
              <span className="small quiet">
                {found === null ? t('away') : found.id === inUse?.id ? t('inUse') : ''}
              </span>
              <IconButton
                icon={ArrowUp}
                label={t('up', { device: name })}
                isDisabled={index === 0}
                onPress={() => swap(index - 1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t('down', { device: name })}
                isDisabled={index === ranking.length - 1}
                onPress={() => swap(index)}
              />
              <IconButton
                icon={X}
                label={t('forget', { device: name })}
                onPress={() => onChange(ranking.filter((other) => other !== device))}
              />
            </li>
          )
        })}
      </ol>
    </div>
  )
}
