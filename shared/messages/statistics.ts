/** 统计: what the core and the commands say. */
export const statisticsMessages = {
  adHoc: '临时查询',
  scheduler: '定时统计',
  jobTitle: (name: string) => `统计：${name}`,
  exportTitle: (name: string, format: string) =>
    `导出统计结果：${name}（${format === 'xlsx' ? 'Excel' : 'CSV'}）`,
  rowsRead: (rows: number) => `已取 ${rows.toLocaleString('zh-CN')} 行`,
  rowsWritten: (rows: number) => `已写 ${rows.toLocaleString('zh-CN')} 行`,
  notFound: '没有这个统计查询，可能已被别人删除。请刷新列表。',
  runNotFound: '没有这次运行的记录。请刷新列表后重选。',
  exportNotFound: '导出的文件不在了，可能已被清理。请重新导出。',
  noNamed: (name: string) => `没有名为“${name}”的统计查询。用“ops statistics list”查看有哪些。`,
  nameTaken: (name: string) => `已有名为“${name}”的统计查询。请换一个名称，或打开那一个修改。`,
  nothingToRun: '没有可运行的语句。请选一个已存的查询，或在编辑区写一条 SELECT。',
  connectionNeeded: '请先选择要查询的数据库连接。',
  approvalNeeded: (tables: readonly string[]) =>
    `语句读取含个人信息的表（${tables.join('、')}），驻场工程师须先存为统计查询，经服务经理或监督方批准后才能运行。`,
  approvalWaiting: (name: string) =>
    `“${name}”读取含个人信息的表，还没有批准（或批准后又改过语句）。请服务经理或监督方在“统计”页批准后再运行。`,
  approvalRejected: (name: string, note: string) =>
    `“${name}”没有获准：${note || '未写原因'}。请按意见修改后重新保存。`,
  approvalUnneeded: '这个查询不读取含个人信息的表，不需要批准。',
  rejectNeedsNote: '不批准时请写明原因，申请人才知道怎么改。',
  unmaskedRole: '只有服务经理可以查看未脱敏的身份证、电话、住址。',
  unmaskedReason: '查看未脱敏内容必须写明事由（会记入审计）。',
  unmaskedResult: '这份结果含未脱敏的个人信息，只有服务经理可以查看。',
  dropped: '这份结果已过保留期被清理，运行记录还在。请重新运行。',
  stillRunning: '查询还在运行。请等它结束，或先取消。',
  lostRun: '程序在查询途中退出，结果不完整。请重新运行。',
  cancelled: '已取消，数据库也已停止执行。',
  noResult: '这次运行没有可用的结果。',
  tooLarge: '结果太大，已在 1 GB 处截断。请缩小范围或先在 SQL 里汇总。',
  clipped: (length: number) => `…（共 ${length.toLocaleString('zh-CN')} 字）`,
  bytesCell: (bytes: number) => `〔二进制 ${bytes.toLocaleString('zh-CN')} 字节〕`,
  scheduleApproval: '读取含个人信息的表的查询要先获批准，才能定时运行。',
  scheduleParameters: (name: string) =>
    `参数“${name}”没有默认值，定时运行时无人可填。请先给它默认值（日期可用“上月初”等）。`,
  workerFailed: '处理结果的程序意外退出，没有完成。请重试；仍不行请导出诊断信息联系二线专家。',
  parameters: {
    unclosed: 'SQL 里有没闭合的引号或注释，请补全。',
    missing: (label: string) => `参数“${label}”还没有填。`,
    notDay: (label: string, text: string) => `参数“${label}”应为日期（如 2026-11-20），填的是“${text}”。`,
    notNumber: (label: string, text: string) => `参数“${label}”应为数字，填的是“${text}”。`,
    notCourt: (label: string, text: string) => `参数“${label}”应为法院代码（如 3000），没有代码“${text}”。`,
  },
  explain: {
    none: '数据库没有给出执行计划。Oracle 和 SQL Server 只能查看执行过的语句的计划：请先运行一次再看；仍没有时，账号可能没有查看 V$SQL_PLAN（或 sys.dm_exec_*）的权限。',
  },
  pivot: {
    columnGone: (name: string) => `结果里没有“${name}”这一列，请重新选择。`,
    valueNeeded: '求和、平均、最大、最小、去重计数要选一个数值列。',
    tooManyRows: (limit: number) =>
      `行分组超过 ${limit} 个，看不清也画不出。请换一列、按年月归并，或在 SQL 里先汇总。`,
    tooManyColumns: (limit: number) => `列分组超过 ${limit} 个。请换一列、按年月归并，或把它放到行上。`,
  },
  command: {
    list: '列出已存的统计查询。',
    run: '运行一个已存的统计查询，打印结果。',
    export: '运行一个已存的统计查询，把结果写入 CSV 或 Excel 文件。',
    help: [
      '  --name N            统计查询的名称。',
      '  --param 名称=值     参数值，可重复；没给的用默认值。日期可写 @today @yesterday @week-start @month-start @last-month-start @last-month-end @year-start。',
      '  --reason R          事由，记入审计。',
      '  --max-rows N        最多打印（或导出）的行数。',
      '示例：ops statistics run --name 收案统计 --param from=@month-start --json',
    ],
    listEmpty: '还没有统计查询。在“统计”页新建。',
    param: '--param 要写成 名称=值。',
    format: '--format 只能是 csv 或 xlsx。',
    maxRows: '--max-rows 要是 1 到 5000000 的整数。',
    rows: (rows: number, ms: number) => `${rows} 行，${ms} 毫秒`,
    shownFirst: (shown: number, rows: number) =>
      `只打印前 ${shown} 行，共 ${rows} 行；全部结果请用 ops statistics export。`,
    cut: '结果超过行数或大小上限，已截断。',
    exported: (file: string, rows: number) => `已导出 ${rows} 行：${file}`,
    approvals: { unneeded: '不需批准', waiting: '待批准', approved: '已批准', rejected: '未批准' },
  },
};
