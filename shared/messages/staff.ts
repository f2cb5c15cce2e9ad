export const staffMessages = {
  title: '人员',
};
