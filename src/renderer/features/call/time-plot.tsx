import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { useFormatter, useTranslations } from 'use-intl'
import 'uplot/dist/uPlot.min.css'

/** What is shown, in milliseconds. */
const SPAN_MS = 120_000
const HEIGHT = 96

interface TimePlotProps {
  readonly title: string
  readonly series: readonly { readonly label: string; readonly values: readonly (number | null)[] }[]
  /** Milliseconds since the Unix epoch, ascending, one for each value. */
  readonly times: readonly number[]
}

/** Lines over the last two minutes, in the colours of the theme, with a sentence for who cannot see them. */
export function TimePlot({ title, series, times }: TimePlotProps) {
  const t = useTranslations('quality.details')
  const format = useFormatter()
  const place = useRef<HTMLDivElement>(null)
  const legend = useRef<HTMLUListElement>(null)
  const plot = useRef<uPlot | null>(null)
  const count = series.length

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const made = new uPlot(optionsFor(element, legend.current, count), emptyData(count), element)
    plot.current = made
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
      plot.current = null
    }
  }, [count])

  useEffect(() => {
    const made = plot.current
    if (made === null) return
    made.setData([[...times], ...series.map(({ values }) => [...values])] as uPlot.AlignedData, false)
    const until = times.at(-1) ?? SPAN_MS
    made.setScale('x', { min: until - SPAN_MS, max: until })
    made.setScale('y', { min: 0, max: niceTop(series.flatMap(({ values }) => values)) })
  })

  const number = (value: number): string => format.number(value, { maximumFractionDigits: 1 })
  const said = series.map(({ label, values }) => {
    const known = values.filter((value) => value !== null)
    return t('plotSeries', {
      label,
      now: number(known.at(-1) ?? 0),
      most: number(Math.max(0, ...known)),
    })
  })
  return (
    <figure className="plot">
      <figcaption className="plot-head">
        <span className="plot-title">{title}</span>
        <ul ref={legend} className="plot-legend" role="list">
          {series.map(({ label }, index) => (
            <li key={label} data-line={index}>
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
      <div ref={place} role="img" aria-label={t('plotText', { title, series: said.join(' ') })} />
      <div className="plot-foot" aria-hidden>
        <span>{t('twoMinutes')}</span>
        <span>{t('now')}</span>
      </div>
    </figure>
  )
}

/** Colours are read at each drawing, so that a change of the theme needs nothing else. */
function optionsFor(place: HTMLElement, legend: HTMLElement | null, count: number): uPlot.Options {
  const colourOf = (element: Element | null | undefined): string =>
    element == null ? 'gray' : getComputedStyle(element).color
  const lineColour = (index: number) => (): string => colourOf(legend?.children[index])
  const lineOf = (index: number): uPlot.Series => ({
    stroke: lineColour(index),
    width: 2,
    points: { show: false },
    spanGaps: false,
    ...(index > 0 && { dash: [5, 4] }),
  })
  const text = (): string => colourOf(place.closest('.plot'))
  return {
    width: Math.max(1, place.clientWidth),
    height: HEIGHT,
    padding: [8, 0, 8, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, auto: false }, y: { auto: false } },
    series: [{}, ...Array.from({ length: count }, (_, index) => lineOf(index))],
    axes: [
      { show: false },
      {
        size: 36,
        gap: 6,
        font: `11px ${getComputedStyle(place).fontFamily}`,
        stroke: text,
        grid: { stroke: () => withAlpha(text()), width: 1 },
        ticks: { show: false },
        splits: (_plot, _axis, min, max) => [min, (min + max) / 2, max],
        values: (_plot, splits) => splits.map((value) => String(Math.round(value * 10) / 10)),
      },
    ],
  }
}

const withAlpha = (colour: string): string => colour.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.18)')

function emptyData(count: number): uPlot.AlignedData {
  return [[], ...Array.from({ length: count }, () => [])] as unknown as uPlot.AlignedData
}

/** A round number that the highest value fits under. */
function niceTop(values: readonly (number | null)[]): number {
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  const step = 10 ** Math.floor(Math.log10(most))
  const top = [1, 2, 4, 5, 10].find((factor) => factor * step >= most) ?? 10
  return top * step
}
