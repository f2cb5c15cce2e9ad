const NUMBER = '  --number N      更换编号，如 RY-20261120-001，见 ops staff list --replacements';
const REQUEST = '  --number N      求助编号，见 ops staff requests';

/** `ops staff` on the later steps of a replacement or a request: what the command line says. */
export const staffCommandMessages = {
  approve: '甲方同意或不同意一次关键岗位的更换',
  complete: '确认更换已经发生',
  cancel: '取消一次更换',
  print: '把更换报备表排版成 PDF',
  answer: '登记远程专家的答复',
  close: '关闭一条已答复的求助',
  help: {
    approve: [
      NUMBER,
      '  --login L       甲方的用户名；密码从标准输入读',
      '  --approve 或 --reject；--note T 意见，不同意时必写',
      '例：echo 密码 | ops staff approve --number N --login supervisor --approve',
    ],
    complete: [NUMBER, '  --note T        说明', '  --breached      知道未报备或未经同意，如实登记'],
    cancel: [NUMBER, '  --reason T      原因'],
    print: [NUMBER, '  --out F.pdf     写到哪个文件'],
    answer: [REQUEST, '  --text T        答复；--by N 哪位专家，不给时记登记人'],
    close: [REQUEST, '  --text T        结论'],
  },
  now: (number: string, state: string) => `${number}\t${state}`,
  pdf: '“--out”的文件名须以 .pdf 结尾。',
  printed: (file: string) => `已写入：${file}`,
};
