/** What the loopback host answers in place of a page. */
export const hostMessages = {
  wrongHost: '请求的主机名不是本机运维台的地址，已拒绝。',
  wrongOrigin: '请求来自别的网页，已拒绝。',
  wrongToken: '此地址已失效。请从“运维台”的启动窗口重新打开。',
  badAddress: '请求的地址无法识别。',
  noProcedure: '没有这个功能。请关闭窗口并重新启动运维台。',
  readOnly: '此地址只能读取。',
  noFile: '没有这个文件。',
  notDone: '请求没有完成，请重试。',
};
