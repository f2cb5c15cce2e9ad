export const guardMessages = {
  inputInvalid: (field: string) =>
    field
      ? `“${field}”一项缺失或格式不对，没有保存。请改正后重试。`
      : '提交的内容格式不对，没有保存。请检查后重试。',
};
