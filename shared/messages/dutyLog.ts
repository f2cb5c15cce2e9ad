export const dutyLogMessages = {
  kinds: { call: '来电', visit: '来访', round: '巡视', event: '事件' },
  rangeReversed: '结束日期早于开始日期。请对调后重试。',
  inFuture: (time: string) => `${time} 还没有到。请填写已经发生的时间。`,
  alreadyStruck: '这条日志已经作废或不存在。请刷新后查看。',
  notFound: '找不到这条日志。请刷新后重试。',
};
