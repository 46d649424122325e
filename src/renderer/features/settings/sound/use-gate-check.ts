import { useCallback, useEffect, useRef } from 'react'
import type { GateState } from '../../../../shared/sound/gate-decision.ts'
import { createSendChain, type SendChain } from '../../../media/voice-chain/send-chain.ts'
import type { ChainWish } from '../../../media/voice-chain/voice-chain.ts'

/** Leads a microphone through the gate as a call would, to show what that hears and does. Nobody hears it. */
export function useGateCheck(track: MediaStreamTrack | null, wish: ChainWish): () => GateState | null {
  const chain = useRef<SendChain | null>(null)
  const wanted = useRef(wish)
  const key = JSON.stringify(wish)
  useEffect(() => {
    if (track === null) return undefined
    let isGone = false
    const begin = async (): Promise<void> => {
      const made = await createSendChain(track, wanted.current)
      if (isGone) return made.close()
      chain.current = made
      await made.set(wanted.current)
    }
    begin().catch((error: unknown) => console.error('The threshold cannot be shown:', error))
    return () => {
      isGone = true
      chain.current?.close()
      chain.current = null
    }
  }, [track])
  useEffect(() => {
    wanted.current = JSON.parse(key) as ChainWish
    void chain.current?.set(wanted.current).catch(() => {})
  }, [key])
  return useCallback(() => chain.current?.gate.get() ?? null, [])
}
