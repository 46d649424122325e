import { useFormatter, useTranslations } from 'use-intl'
import type { QualitySample } from '../../../shared/quality/sample.ts'

type Direction = NonNullable<QualitySample['peer']>

/** What each side receives, next to each other: a call is only as good as its worse direction. */
export function QualityTable({ sample, name }: { readonly sample: QualitySample; readonly name: string }) {
  const t = useTranslations('quality.details')
  const format = useFormatter()
  const number = (value: number, digits = 0): string =>
    format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const percent = (share: number): string => t('percent', { value: number(share * 100, 1) })
  const ms = (value: number): string => t('ms', { value: number(value) })
  const kbps = (bits: number): string => t('kbps', { value: number(bits / 1000) })
  const score = (mos: number | null): string => (mos === null ? t('none') : number(mos, 1))
  const { received, peer } = sample
  const of = (direction: Direction | null, read: (of: Direction) => string): string =>
    direction === null ? t('none') : read(direction)
  const rows = [
    [t('score'), score(sample.mosReceived), score(sample.mosSent)],
    ...(
      [
        [t('loss'), ({ loss }) => percent(loss)],
        [t('concealed'), ({ concealed }) => percent(concealed)],
        [t('jitter'), ({ jitterMs }) => ms(jitterMs)],
        [t('buffer'), ({ jitterBufferMs }) => ms(jitterBufferMs)],
      ] satisfies [string, (of: Direction) => string][]
    ).map(([label, read]) => [label, of(received, read), of(peer, read)]),
    [t('bitrate'), kbps(sample.receivedBitrate), kbps(sample.sentBitrate)],
  ]
  return (
    <>
      <table className="quality-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('direction')}</span>
            </th>
            <th scope="col">{t('youHear')}</th>
            <th scope="col">{t('theyHear', { name })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, mine, theirs]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('rtt')}</th>
            <td colSpan={2}>{sample.rttMs === null ? t('none') : ms(sample.rttMs)}</td>
          </tr>
        </tbody>
      </table>
      <p className="field-hint">{t('scoreHint')}</p>
    </>
  )
}
