/** Words of the page 任务. */
export const jobsPageMessages = {
  title: '任务',
  says: (running: number, interrupted: number) =>
    [
      running > 0 ? `${running} 个正在运行或排队` : '现在没有任务在运行',
      interrupted > 0 ? `${interrupted} 个中断或失败，可以接着做` : '',
    ]
      .filter(Boolean)
      .join('，'),
  columns: {
    title: '任务',
    state: '状态',
    portion: '进度',
    done: '已完成',
    text: '说明',
    createdBy: '发起人',
    createdAt: '发起时间',
    startedAt: '开始',
    endedAt: '结束',
    span: '用时',
    kind: '种类',
    id: '编号',
  },
  detail: '任务详情',
  cancel: '取消任务',
  cancelled: '已请求取消，正在收尾',
  restart: '接着做',
  restarted: '已从上次停下的地方接着做',
  failedTitle: '失败原因',
  interruptedHint: '程序在任务运行中退出。已完成的部分已经保存，可以从停下的地方接着做。',
  none: '还没有任务',
  noneHint: '在“今日”开始巡检，或在“卷宗转换”开始转换后，进度和结果都会出现在这里。',
  onlyStaff: '您的角色只能查看任务。',
};
