export const assessmentMessages = {
  title: '考核',
};
