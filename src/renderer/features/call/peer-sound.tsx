import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { Button, DialogTrigger, Popover } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import type { CallView } from '../../call/session.ts'
import { PersonSoundControls } from '../contacts/person-sound.tsx'

interface PeerSoundProps {
  readonly view: CallView
  readonly name: string
}

/** How loud the other one is for me; a press opens what there is to change. */
export function PeerSoundButton({ view, name }: PeerSoundProps) {
  const t = useTranslations('hearing.person')
  const format = useFormatter()
  const { volume, mutedForMe } = view.sound
  const isSilent = mutedForMe || volume === 0
  const Icon = isSilent ? VolumeX : volume < 1 ? Volume1 : Volume2
  const text = mutedForMe ? t('mutedShort') : format.number(volume, { style: 'percent' })
  return (
    <DialogTrigger>
      <Button
        className="path-badge"
        data-tone={isSilent ? 'danger' : 'plain'}
        aria-label={t('open', { name, text })}
      >
        <Icon size={15} aria-hidden />
        {text}
      </Button>
      <Popover className="popover" placement="bottom" offset={6} aria-label={t('heading', { name })}>
        <div className="peer-sound">
          <h2 className="section-title">{t('heading', { name })}</h2>
          <PersonSoundControls name={view.call.peer} shownName={name} />
        </div>
      </Popover>
    </DialogTrigger>
  )
}

/** What is heard of the other side, in words. Always there, so that nothing below it moves. */
export function PeerSoundText({ view: { call, peerSpeaking, sound }, name }: PeerSoundProps) {
  const t = useTranslations('call')
  const hearing = useTranslations('hearing.person')
  if (call.phase !== 'active') return null
  const isMuted = call.peerState.muted && !call.peerState.held
  const text = isMuted
    ? t('peerMuted', { name })
    : sound.mutedForMe
      ? hearing('mutedText', { name })
      : peerSpeaking && t('peerSpeaking', { name })
  return (
    <p className="call-peer-sound small quiet" role={isMuted || sound.mutedForMe ? 'status' : undefined}>
      {text || '\u00a0'}
    </p>
  )
}
