export const links = {
  callHeading: '{name} 님에게 전화할까요?',
  callText: '링크가 이 전화를 요청했습니다. 확인하기 전에는 아무에게도 걸지 않습니다.',
  addHeading: '{name} 님을 추가할까요?',
  addText: '링크가 요청했습니다. {name} 님에게 연락처 요청이 갑니다.',
  keep: '그대로 두기',
  otherKeyTitle: '링크에 있는 키가 아닙니다',
  otherKeyText:
    '서버가 알려 준 {name} 님의 키가 링크의 키와 다릅니다. 둘 중 하나가 가짜이거나 링크가 오래되었습니다. 전화하기 전에 다른 방법으로 {name} 님에게 확인하세요.',
  elsewhereHeading: '{name} 님은 다른 서버에 있습니다',
  you: '나, {name}',
  elsewhereText: '서버 사이에는 전화를 걸 수 없습니다. 그래도 통화할 방법이 있습니다.',
  elsewhereInvite: '{name} 님에게 내 서버에서 이름을 만들어 달라고 하세요.',
  elsewhereProfile: '또는 Tincan을 하나 더 실행해 그 서버에서 이름을 만드세요.',
} as const
