export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10)

export function printRow(label: string, values: readonly number[]): void {
  console.log(
    `${label.padEnd(64)} p50 ${ms(median(values))}   p99 ${ms(percentile(values, 0.99))}   n=${values.length}`,
  )
}

/** Says whether an aim is met; a benchmark reports, it does not fail. */
export function printAim(label: string, value: number, aim: number, unit: string): void {
  const verdict = value <= aim ? 'met' : 'MISSED'
  console.log(`${label.padEnd(64)} ${value.toFixed(2)} ${unit} (aim <= ${aim} ${unit}) ${verdict}`)
}
