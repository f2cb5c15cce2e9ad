export const logMessages = {
  missing:
    '这个文件夹里没有日志库（log.sqlite），它不是本程序的工作区。请换一个文件夹，或用“ops demo create”新建。',
  unreadable: '打不开日志库（log.sqlite）。请检查文件夹权限和磁盘空间；若文件已损坏，请从备份还原。',
  fromFuture: (found: number, newest: number) =>
    `日志库由更新版本的程序写成（库版本 ${found}，本程序只认到 ${newest}）。请先升级本程序再打开；没有改动任何内容。`,
};
