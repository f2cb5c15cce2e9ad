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
  nothingToClear: (day: string) => `${day} 没有手工登记或导入的内容，无需还原。`,
};
