import { Mic } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Gate } from '../../../../shared/model/sound.ts'
import { Button } from '../../../app/ui/button.tsx'
import { Slider } from '../../../app/ui/slider.tsx'
import type { MicrophoneCheck } from '../../first-run/use-microphone-check.ts'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'
import { GateMeter } from './gate-meter.tsx'
import { useGateCheck } from './use-gate-check.ts'

/** Of a threshold that nobody has found yet, in dB of full scale. */
const MIDDLE = -45

interface GateSettingsProps extends SettingsProps {
  readonly check: MicrophoneCheck
}

/** What opens the microphone by itself, with the threshold drawn on what is heard. */
export function GateSettings({ settings, onChange, check }: GateSettingsProps) {
  const t = useTranslations('talk')
  const format = useFormatter()
  // While a slider is moved it is heard already, and kept when it is let go.
  const [moved, setMoved] = useState<Partial<Gate>>({})
  const gate: Gate = { ...settings.gate, ...moved }
  const { noise, stereo } = settings.processing
  const { state } = check
  const read = useGateCheck(state.status === 'open' ? state.track : null, {
    gate,
    denoise: noise === 'rnnoise',
    stereo,
  })
  const keep = (change: Partial<Gate>): void => {
    setMoved({})
    onChange({ gate: { ...settings.gate, ...change } })
  }
  const isAutomatic = gate.threshold === 'automatic'
  const ms = (value: number): string => t('milliseconds', { ms: format.number(value) })
  return (
    <>
      {state.status === 'open' ? (
        <GateMeter label={t('meter')} read={read} />
      ) : (
        <div>
          <Button icon={Mic} onPress={check.open} isBusy={state.status === 'opening'}>
            {t(state.status === 'opening' ? 'checking' : 'check')}
          </Button>
        </div>
      )}
      <Toggle
        text={t('automatic')}
        hint={t('automaticHint')}
        isOn={isAutomatic}
        onChange={(automatic) =>
          // Where it stands is a good place to begin with.
          keep({ threshold: automatic ? 'automatic' : Math.round(read()?.thresholdDb ?? MIDDLE) })
        }
      />
      {gate.threshold !== 'automatic' && (
        <Slider
          label={t('threshold')}
          text={t('thresholdValue', { db: format.number(gate.threshold) })}
          value={gate.threshold}
          min={-80}
          max={0}
          step={1}
          rest={MIDDLE}
          onChange={(threshold) => setMoved({ threshold })}
          onDone={(threshold) => keep({ threshold })}
        />
      )}
      <Slider
        label={t('hold')}
        text={ms(gate.holdMs)}
        value={gate.holdMs}
        min={100}
        max={2_000}
        step={50}
        rest={400}
        onChange={(holdMs) => setMoved({ holdMs })}
        onDone={(holdMs) => keep({ holdMs })}
      />
      <div>
        <Slider
          label={t('preroll')}
          text={ms(gate.prerollMs)}
          value={gate.prerollMs}
          min={60}
          max={200}
          step={10}
          rest={60}
          onChange={(prerollMs) => setMoved({ prerollMs })}
          onDone={(prerollMs) => keep({ prerollMs })}
        />
        <p className="field-hint">{t('prerollHint')}</p>
      </div>
    </>
  )
}
