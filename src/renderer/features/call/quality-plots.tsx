import { useTranslations } from 'use-intl'
import type { QualitySample } from '../../../shared/quality/sample.ts'
import { TimePlot } from './time-plot.tsx'

/** The last two minutes of a call. */
export function QualityPlots({ samples }: { readonly samples: readonly QualitySample[] }) {
  const t = useTranslations('quality.details')
  const series = (label: string, read: (sample: QualitySample) => number | null) => ({
    label,
    values: samples.map(read),
  })
  const times = samples.map((sample) => sample.at)
  const plots = [
    {
      title: t('delayPlot'),
      series: [series(t('rtt'), (s) => s.rttMs), series(t('buffer'), (s) => s.received.jitterBufferMs)],
    },
    {
      title: t('lossPlot'),
      series: [
        series(t('received'), (s) => s.received.loss * 100),
        series(t('sent'), (s) => (s.peer === null ? null : s.peer.loss * 100)),
      ],
    },
    {
      title: t('bitratePlot'),
      series: [
        series(t('received'), (s) => s.receivedBitrate / 1000),
        series(t('sent'), (s) => s.sentBitrate / 1000),
      ],
    },
  ]
  return (
    <div className="plots">
      {plots.map((plot) => (
        <TimePlot key={plot.title} {...plot} times={times} />
      ))}
    </div>
  )
}
