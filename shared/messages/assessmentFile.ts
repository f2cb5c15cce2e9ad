/** Words of the scoring rules run on a file. */
export const assessmentFileMessages = {
  field: (path: string, problem: string) => `“${path}”${problem}`,
  fact: (id: string, field: string, problem: string) => `事实“${id}”的“${field}”${problem}`,
  missing: '缺失，请补上。',
  notObject: '应是 {…} 对象。',
  notList: '应是 […] 列表。',
  hugeId: '数字太大，读入后会变成另一个编号。请给编号加上引号，写成文字。',
  noId: '缺失：每条事实都要有编号（文字或数字）。',
  text: '应是文字。',
  flag: '只能是 true 或 false。',
  period: '应是年份（如 "2026"）或 {from, to} 两个日期。',
  day: (text: string) =>
    text === '' ? '没有填写，应写成 2026-02-14。' : `的内容“${text}”不是有效日期，应写成 2026-02-14。`,
  reversed: '早于 period.from，请调换。',
  cap: '只能是 null（不封顶）或 100。',
  halfYear: '只能是 "calendar"（自然半年，默认）或 "rolling"（滚动 183 天）。',
  type: (text: string, known: string) =>
    text === '' ? `没有填写，可用：${known}。` : `的内容“${text}”不认识，可用：${known}。`,
  oneOf: (text: string, known: string) =>
    text === '' ? `没有填写，必须是：${known}。` : `的内容“${text}”不对，必须是：${known}。`,
  points: (most: number) => `应是 0 到 ${most} 之间的分数。`,
  bonus: (id: string, points: number, most: number) =>
    `事实“${id}”申请加 ${points} 分，超过每次最多 ${most} 分的规定，没有计分。请改为不超过 ${most} 分或分次申请。`,
  twice: (id: string) => `事实编号“${id}”重复。同一事实只能计一次，请删去重复的或改编号。`,
  strangeFields: (fields: string) => `提醒：未使用的字段 ${fields} 已忽略。`,
};
