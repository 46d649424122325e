export const codec = {
  heading: '연결',
  hint: '여기서 바꾼 것은 통화 중에도 바로 들립니다.',
  bitrate: '비트레이트',
  bitrateAutomatic: '자동(연결이 허락하는 만큼)',
  redundancy: '모두 두 번 보내 잃은 패킷이 들리지 않게 하기',
  redundancyAutomatic: '여유가 있을 때',
  redundancyAlways: '항상',
  redundancyOff: '안 함',
  lowBandwidth: '저대역폭',
  lowBandwidthHint:
    '느리거나 비싼 연결용: 양쪽 모두 적고 작은 패킷을 보냅니다. 목소리가 단순해지고 조금 늦게 들립니다.',
  smallBuffers: '이 컴퓨터에서 가장 짧은 지연',
  smallBuffersHint:
    '소리를 작은 조각으로 나누어 사운드 카드에 보냅니다. 컴퓨터가 따라가지 못하면 조각을 저절로 더 크게 합니다. Tincan을 다음에 시작할 때부터 적용됩니다.',
} as const
