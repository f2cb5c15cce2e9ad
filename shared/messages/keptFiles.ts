/** Files handed in as evidence: what is refused and why. */
export const keptFileMessages = {
  name: (name: string, most: number) =>
    `文件名“${name}”不能用：不能为空、不能超过 ${most} 个字，也不能含 \\ / : * ? " < > |。请改名后重新选择。`,
  empty: (name: string) => `文件“${name}”是空的，没有保存。请检查文件后重新选择。`,
  tooLarge: (name: string, megabytes: number) =>
    `文件“${name}”超过 ${megabytes} MB，没有保存。请压缩或拆分后重新选择。`,
  kind: (name: string) =>
    `文件“${name}”的内容与扩展名不符，或这种类型不能作附件。可用：PDF、图片（JPG、PNG、BMP、TIFF）、Word、Excel、PowerPoint、WPS、OFD、RTF、TXT、CSV。`,
  missing: (name: string) => `附件“${name}”的文件不在工作区里。请用带附件的备份还原。`,
  damaged: (name: string) => `附件“${name}”的内容与登记时的摘要不符，没有打开。请用备份还原，并保留现场。`,
};
