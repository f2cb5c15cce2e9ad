export const dutyMessages = {
  alreadySignedIn: '您已经签到在岗，没有重复签到。',
  notSignedIn: '您还没有签到，或已经签退。请先在“值班”页签到。',
  handoverNotFound: '找不到这份交接记录。请刷新后重试。',
  handoverOwn: '不能接收自己写的交接，请由接班人登录后接收。',
  handoverAccepted: '这份交接已由他人接收。请刷新后查看。',
  matterNotOpen: '这件未完事项已经销项或不存在。请刷新后查看。',
};
