/** Texts of RTF conversion, for users (Simplified Chinese). */

/** What a finished conversion may say about itself, by note code. */
export const conversionNotes: Record<string, (count: number) => string> = {
  truncated: () => '文件不完整（缺少结尾），已按现有内容转换。',
  'deep-nesting': () => '文件嵌套过深，超出部分已按平铺内容转换。',
  'text-after-end': () => '文件结尾之后还有内容，已忽略。',
  'missing-brace': (count) => `文件开头的设置表缺少结束括号，已从其后的正文继续读取（${count} 处）。`,
  'early-end': () => '文件中间多出结束括号，已继续读取后面的内容。',
  'page-guessed': () => '文件没有写明汉字的编码（或写得不对），已按内容判断为简体中文。',
  'label-differs': (count) => `有 ${count} 处编号与文件中保存的不一致，已按编号规则重新计算。`,
  'broken-character': (count) => `有 ${count} 处汉字编码残缺，无法还原。`,
  'hidden-text': (count) => `有 ${count} 处隐藏文字，未显示。`,
  'deleted-text': (count) => `有 ${count} 处修订删除的文字，未显示。`,
  'date-filled': (count) => `有 ${count} 处日期域没有保存结果，已填入转换当天的日期。`,
  comment: (count) => `有 ${count} 条批注，未转入结果。`,
  'picture-unreadable': (count) => `有 ${count} 幅图片无法识别，以方框代替。`,
  'picture-dropped': () => '有图片无法排版，以方框代替。',
  'character-missing': (count) => `有 ${count} 个字符没有可用字体，以“□”代替。`,
  simplified: () => '版面无法完整还原，已只保留文字和段落。',
  'not-pdfa': () => '未能按 PDF/A-2b 归档标准生成，已生成普通 PDF。',
  rescued: () => '由 LibreOffice 代为转换。',
};

/** Why a file was refused or failed, by code. */
export const conversionFailures: Record<string, string> = {
  'conversion.not-rtf': '不是 RTF 文件（开头没有 {\\rtf 标记）。请核对文件类型。',
  'conversion.empty': '文件是空的（0 字节）。请向报送单位重新索取。',
  'conversion.no-content': '文件里没有任何文字、表格或图片，无内容可转换。',
  'conversion.encrypted': '文件已加密，无法读取。请取得未加密的原件。',
  'conversion.too-large': '文件超过 256 MB，超出单个文件上限。请拆分后再转换。',
  'conversion.internal': '转换时出现意外错误，文件已跳过。可单独重试，仍失败请把文件交技术人员。',
  'conversion.timeout': '转换超时，已中止并跳过该文件。',
  'conversion.memory': '转换占用内存超过上限，已中止并跳过该文件。',
  'conversion.worker':
    '转换进程意外退出（内存超限，或文件内容触发排版程序故障），重试后仍失败，已跳过该文件。',
  'conversion.cancelled': '已取消。',
  'conversion.proof': '核对成品时无法读回 PDF，结果需人工复核。',
};

export const conversionInput = {
  missing: (path: string) => `找不到输入：${path}。请检查路径是否写对。`,
  unreadable: (path: string) => `无法读取：${path}。请检查访问权限。`,
  noFiles: (path: string) => `在 ${path} 中没有找到 .rtf 文件。`,
  outNotFolder: (path: string) => `输出位置不是文件夹：${path}。请另选一个文件夹。`,
  outNotWritable: (path: string) => `无法写入输出文件夹：${path}。请检查权限或另选一个文件夹。`,
  diskFull: (path: string) => `磁盘已满，写入 ${path} 失败。已完成的文件都已保留，请清理磁盘后重新运行。`,
  writeFailed: (path: string, reason: string) => `写入 ${path} 失败：${reason}。`,
  noInput: () => '没有给出要转换的文件或文件夹。',
  badFormat: (format: string) => `不支持的输出格式：${format}。可用：pdf、docx、html、txt。`,
  rescueOnlyPdf: () => '--rescue 只用于转换成 pdf。',
  noLibreOffice: () => '本机没有找到 LibreOffice：存疑和失败的文件不会代转。',
  badWorkers: () => '工作进程数必须是 1 到 64 之间的整数。',
};
