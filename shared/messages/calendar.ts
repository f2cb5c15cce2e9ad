/** Words of the calendar capability. */
export const calendarMessages = {
  notDay: (text: string) => `“${text}”不是有效日期。请按 年-月-日 书写，例如 2027-10-01。`,
  rangeTooLong: '一次最多查询 800 天的日历。请缩小起止日期。',
  rangeReversed: '结束日期早于开始日期。请调换后重试。',
  empty: (file: string) => `文件“${file}”中没有日期。请按“日期,休/班,节日,重大”四列填写后重新导入。`,
  badJson: (file: string) => `文件“${file}”不是有效的 JSON。请检查括号和引号，或改用 CSV 导入。`,
  badHeader: (file: string) =>
    `文件“${file}”第 1 行缺少“日期”或“休/班”列。首行应为：日期,休/班,节日,重大（重大可省略）。`,
  badRow: (file: string, row: number, field: string, text: string, hint: string) =>
    `文件“${file}”第 ${row} 行“${field}”的内容“${text}”无法识别：${hint}。改正后重新导入；本次没有写入任何一天。`,
  dayHint: '应为 年-月-日，例如 2027-10-01',
  kindHint: '应为“休”或“班”',
  majorHint: '应为“是”“否”或留空',
  twice: (file: string, row: number, day: string) =>
    `文件“${file}”第 ${row} 行的日期 ${day} 重复出现。请只保留一行后重新导入；本次没有写入任何一天。`,
  noticeSource: (year: number | null) => `国办${year ?? ''}年通知（粘贴导入）`,
  noticeBad: (problems: string) => `通知没有导入：${problems}`,
  noticeEmpty: '文件里没有文字，请检查后重试。',
  /** What is wrong with a pasted notice; in the order of the text. */
  notice: {
    'no-year': '没有找到年份。请连同标题一起粘贴，或填写年份。',
    nothing: '没有找到放假安排。应为“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。”这样的写法。',
    notDay: (festival: string, text: string) => `${festival}：“${text}”不是有效日期，请核对原文。`,
    weekday: (festival: string, day: string, said: string, is: string) =>
      `${festival}：${day} 是${is}，原文写的是${said}，请核对日期或年份。`,
    count: (festival: string, said: number, found: number) =>
      `${festival}：原文写共 ${said} 天，按起止日期是 ${found} 天，请核对。`,
    reversed: (festival: string, from: string, to: string) =>
      `${festival}：${from} 至 ${to} 起止颠倒或过长，请核对。`,
    twice: (festival: string, day: string) => `${festival}：${day} 重复出现，请核对。`,
    workOnWeekday: (festival: string, day: string) =>
      `${festival}：${day} 本来就是周一至周五，不需要调休上班，请核对。`,
    unread: (festival: string, text: string) =>
      `${festival}：没有读懂“${text}”，请改写成“某月某日至某日放假”。`,
  },
  command: {
    show: '显示一年或一段日期的日历：工作日、周末、节假日、调休、未发布。',
    showUsage: '[--year Y | --from D --to D]',
    showHelp: [
      '  --year Y       年份；不给时为今年。',
      '  --from/--to D  起止日期，最多 800 天。',
      '  未发布的年份另列法定节日的推算日期，标“建议”，不作为放假依据。',
    ],
    import: '导入放假安排：国务院办公厅通知的文字，或 CSV、TSV、JSON 文件。',
    importUsage: '--input 文件 [--year Y] [--dry-run]',
    importHelp: [
      '  --input 文件   .csv、.tsv、.json 按表格读；其他按通知原文读。',
      '  --year Y       通知原文没有标题（年份）时给出。',
      '  --dry-run      只显示读出的日期，不写入。',
    ],
    set: '手工登记一天休息或上班，并可定是否重大节假日。',
    setUsage: '--login L --day D (--rest | --work) [--festival T] [--major yes|no]',
    setHelp: [
      '  --login L      服务经理的用户名；密码从标准输入读。',
      '  --rest 或 --work  这天休息或上班；--festival T 节日名称；--major 是否重大节假日，不给时按节日。',
      '例：echo 密码 | ops calendar set --login manager --day 2027-02-06 --rest --festival 春节',
    ],
    clear: '撤回手工登记或导入的一天，恢复为程序自带的安排。',
    clearUsage: '--login L --day D',
    major: (text: string) => `--major 只能是 yes 或 no，给的是“${text}”。`,
    kinds: { rest: '休', work: '班' },
    badYear: '“--year”应是四位年份，例如 2027。',
    both: '“--from”和“--to”要一起给，且不与“--year”同用。',
    yearHead: (year: number, published: boolean, missing: string) =>
      `${year} 年：${published ? '已发布' : `未发布${missing ? `（缺少：${missing}）` : ''}`}`,
    suggested: (day: string, weekday: string, festival: string) => `${day} ${weekday}\t建议\t${festival}`,
    imported: (days: number) => `已导入 ${days} 天。`,
    preview: (days: number, problems: number) => `读出 ${days} 天，${problems} 处问题；没有写入。`,
  },
  nothingToClear: (day: string) => `${day} 没有手工登记或导入的内容，无需还原。`,
};
