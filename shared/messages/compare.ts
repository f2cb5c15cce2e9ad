/** Words of the comparison of two databases. */
export const compareMessages = {
  sides: { source: '源库', target: '中心库' },
  errors: {
    tableUnknown: (side: string, table: string) =>
      `${side}里没有表“${table}”，或账号没有查询它的权限。请核对表名（可写“模式.表名”），或请数据库管理员授权。`,
    columnUnknown: (side: string, table: string, column: string, known: string) =>
      `${side}的表“${table}”没有列“${column}”。它的列有：${known}。`,
    keyNeeded: '请用 --key 给出主键列（多列用逗号分隔）。',
    keyNull: (side: string, table: string, column: string) =>
      `${side}的表“${table}”的主键列“${column}”有空值，无法逐行比对。请先补齐，或换能唯一确定一行的列作主键。`,
    keyDuplicate: (side: string, table: string, key: string) =>
      `${side}的表“${table}”里主键 ${key} 有多行，无法逐行比对。请换能唯一确定一行的列（可多列，用逗号分隔）。`,
    columnTwice: (column: string) => `列“${column}”写了两次。请只写一次。`,
    sameTwice: '源和目标是同一个库的同一张表，没有可比的。请检查连接和表名。',
    needWorkspace: (name: string) =>
      `“${name}”不是连接地址，当作已保存连接的名称时需要工作区。请加 --workspace DIR，或写成 postgres://、mysql://、oracle://、sqlite:/// 开头的地址。`,
    connectionGone: '所选的连接已被删除。请重新选择连接。',
    dryRunFirst: '请先预演一次（不写入），看过结果再补录。',
    notFound: '找不到这个比对，可能已被删除。请刷新后重试。',
    runNotFound: '找不到这次比对的结果，可能已被清理。请刷新后重试。',
    runUnfinished: '这次比对还没有做完，不能据此补录。请先等它完成。',
    nameTaken: (name: string) => `已经有名为“${name}”的比对。请换一个名称。`,
    nothingMissing: '没有可补录的行：中心库什么也不缺。',
    readOnly: (name: string) =>
      `“${name}”只能读，不能补录（库或账号拒绝写入）。请让数据库管理员授予该表的写入权限，或换一个可写的连接后重试；没有写入任何数据。`,
    changedMeanwhile: '比对之后表结构变了，没有补录。请重新比对一次。',
  },
  notes: {
    onlySource: (columns: string) => `只有源库有的列，未比对：${columns}。`,
    onlyTarget: (columns: string) => `只有中心库有的列，未比对：${columns}。`,
    fraction: (column: string, digits: number) =>
      digits === 0
        ? `“${column}”两边的时间精度不同，只比到秒。`
        : `“${column}”两边的时间精度不同，只比到秒后 ${digits} 位。`,
    lengthOnly: (column: string) => `“${column}”是 Oracle 或达梦的大对象，只比长度（文本另比前 1000 字）。`,
    hashedHere: (side: string) =>
      `${side}的数据库没有可下推的校验函数（例如 Oracle 12.1 以前的版本），这一侧的行要取回本机计算校验值：结果一样准确，但会多走网络、慢一些。`,
    noIndex: (side: string, table: string) =>
      `${side}的“${table}”在主键列上没有索引（视图也算没有），每一步都要读整张表，会慢一些；结果不受影响。`,
    unordered: (column: string) =>
      `主键“${column}”的排序规则与字节顺序不同，分段时用不上索引，会慢一些；结果不受影响。`,
  },
  progress: {
    preparing: '核对表结构和主键',
    scanning: (found: number) => `逐段校验，已发现 ${found} 处不同`,
    grouping: '按分组统计',
    backfilling: (done: number, total: number) => `已处理 ${done} / ${total} 行`,
  },
  job: {
    title: (name: string) => `库间比对：${name}`,
    backfillTitle: (name: string, dryRun: boolean) => `${dryRun ? '补录预演' : '补录'}：${name}`,
  },
  command: {
    compareSummary: '逐行比对两个库里的同一张表：缺、多、不同',
    compareUsage:
      '--source URL --target URL --table T --key COLUMN[,COLUMN] [--columns COLUMN,…] [--by COLUMN,…] [--target-table T]',
    compareHelp: [
      '--source、--target：连接地址（sqlite:///绝对路径、postgres://、mysql://、oracle:// …），或已保存连接的名称（需要工作区）。target 是中心库。',
      '--key：能唯一确定一行的列，可多列。两边列名不同时写“源列=中心列”，--columns、--by 同样。',
      '--by：按这些列分组统计（例如 court_code,filed_date），时间列按日；并给出可信度% = (1 −（中心多 + 中心少）/ 中心数) × 100。',
      '只有不同的段才取行；missing 是源有而中心没有的，extra 相反，different 列出不同的列。有多少不同，退出码都是 0。',
      '例：ops compare --source postgres://用户:密码@主机/库 --target sqlite:///data/centre.sqlite --table court_case --key case_id --by court_code --json',
    ],
    backfillSummary: '把源库有而中心库没有的行补录进中心库',
    backfillUsage:
      '--source URL --target URL --table T --key COLUMN[,COLUMN] [--update] [--dry-run] [--target-table T]',
    backfillHelp: [
      '先比对，再把缺的行写入中心库；已有的行不动，可反复执行。--dry-run 只算不写。--update：不同的行也以源库为准改写。',
      '每一行的回执记在工作区日志里，操作记入审计。',
    ],
    progress: (done: number, total: number, found: number) =>
      `已校验 ${done} / ${total} 行，发现 ${found} 处不同`,
    answer: (totals: {
      missing: number;
      extra: number;
      different: number;
      fetched: number;
      scanned: number;
      ms: number;
    }) =>
      `中心少 ${totals.missing} 行，中心多 ${totals.extra} 行，不同 ${totals.different} 行；两边共 ${totals.scanned} 行，取了 ${totals.fetched} 行，用时 ${(totals.ms / 1000).toFixed(1)} 秒。`,
    credibility: (value: string) => `可信度 ${value}`,
    missing: (key: string) => `中心少  ${key}`,
    extra: (key: string) => `中心多  ${key}`,
    different: (key: string, columns: string) => `不同    ${key}  ${columns}`,
    more: (count: number) => `……另有 ${count} 行，用 --json 看全部。`,
    group: (
      group: string,
      source: number,
      target: number,
      missing: number,
      extra: number,
      different: number,
    ) => `${group}：源 ${source}，中心 ${target}，中心少 ${missing}，中心多 ${extra}，不同 ${different}`,
    backfilled: (inserted: number, updated: number, present: number, dryRun: boolean) =>
      dryRun
        ? `预演：将补录 ${inserted} 行、改写 ${updated} 行，已有 ${present} 行不动；没有写入任何数据。`
        : `补录 ${inserted} 行、改写 ${updated} 行，已有 ${present} 行未动。`,
  },
};
