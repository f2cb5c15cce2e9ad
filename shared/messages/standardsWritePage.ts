/** Words of writing a data standard into the centre's own code tables. */
export const standardsWritePageMessages = {
  title: '中心库的代码表',
  note: '只写今天生效的版本；写入前先看要改什么',
  plan: '看要写入什么',
  never:
    '还没有从这里写入过。中心库的表与现行版本差多少，点“看要写入什么”；没有写权限时可把语句交给数据库管理员。',
  same: (name: string) => `${name} 已与今天生效的版本一致`,
  difference: (name: string, version: string, text: string) => `${name} 写入“${version}”：${text}`,
  statements: (shown: number, total: number) =>
    total > shown ? `语句（前 ${shown} 条，共 ${total} 条）` : `语句（${total} 条）`,
  write: '写入…',
  submitWrite: '写入',
  writeTitle: (version: string) => `把“${version}”写入中心库`,
  writeHint:
    '在一个事务里写入，行数不符即全部回滚；写入前的每一行都留存，可以退回。没有写权限时，请把语句交给数据库管理员执行。',
  undo: '退回…',
  submitUndo: '退回',
  undoTitle: (version: string) => `退回“${version}”的写入`,
  undoHint: '逐行核对仍是写入时的样子才退回；有一行被改过就全部不动。',
  reason: '理由',
  short: '理由至少 4 个字',
  started: '已开始，进度见上方“任务”',
  managerOnly: '由服务经理写入。',
  states: { prepared: '未确认', done: '已写入', undone: '已退回' },
  by: (who: string) => `由 ${who} 于`,
};
