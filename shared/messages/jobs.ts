export const jobMessages = {
  kindUnknown: (kind: string) => `没有名为“${kind}”的任务。请升级程序后重试。`,
  notFound: '找不到这个任务，它可能已被清理。请刷新任务列表。',
  alreadyRunning: (title: string, by: string) =>
    `“${title}”正在运行（由${by}发起），没有重复启动。请等它结束，或先取消它。`,
  sameRunning: (title: string) => `“${title}”已有一个在运行，没有重复启动。请等它结束，或先取消它。`,
  notRestartable: '这个任务正在运行或已经完成，不能重新开始。',
};
