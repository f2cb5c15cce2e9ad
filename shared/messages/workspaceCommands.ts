export const workspaceCommandMessages = {
  createSummary: '新建一个正式工作区，并设服务经理一名（密码从标准输入读取）',
  createHelp: [
    '--dir 文件夹        空文件夹或尚不存在的文件夹',
    '--name 名称         显示在窗口上的工作区名称',
    '--customer 名称     甲方，印在各种表单上',
    '--contractor 名称   运维单位，印在各种表单上',
    '--project 名称      项目名称；不给时为“数据集中管理运维”',
    '--manager 姓名      服务经理；--login 其登录用户名',
    '例：echo 密码 | ops workspace create --dir D:\\ops --name 省院 --customer 省高院 --contractor 某公司 --manager 李四 --login lisi',
  ],
  defaultProject: '数据集中管理运维',
  created: (dir: string) => `已建立工作区：${dir}`,
  backupSummary: '备份日志库、附件和定稿资料到工作区的 backups 文件夹（保留最近 14 份，附件只存一次）',
  backupDone: (file: string, kilobytes: number, files: number, megabytes: string) =>
    `已备份日志库：${file}（${kilobytes} KB），附件和资料 ${files} 个（${megabytes} MB）`,
  backupPending: (count: number) => `提醒：还有 ${count} 个文件没来得及备份，下次备份继续。`,
  verifySummary: '逐字节核对一份备份：日志库和它的全部附件',
  verifyHelp: ['--from 文件   backups 文件夹里的一份 log-*.sqlite；不给时核对最近的一份'],
  verifyDone: (file: string, files: number | undefined) =>
    files === undefined
      ? `日志库完好，这份备份没有附件清单：${file}`
      : `完好：${file}，附件和资料 ${files} 个`,
  verifyNone: '工作区还没有备份。请先运行“ops workspace backup”。',
  restoreSummary: '用一份备份还原日志库和附件；原日志库和内容不同的文件都保留',
  restoreHelp: [
    '--from 文件   backups 文件夹里的一份 log-*.sqlite；还原前请关闭窗口和定时任务。',
    '              附件按旁边的 .files.json 和 files 文件夹还原，先逐个核对摘要；把备份拷到别处时请一并拷走。',
    '--log-only    只还原日志库，不动附件',
  ],
  restoreDone: (kept: string, restored: number, aside: number) =>
    `已还原日志库，放回附件和资料 ${restored} 个${aside > 0 ? `（原有 ${aside} 个内容不同的已另存在 files-replaced 文件夹）` : ''}。原来的日志库保留为：${kept}`,
};
