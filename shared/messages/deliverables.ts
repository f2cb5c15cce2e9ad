export const deliverablesMessages = {
  title: '资料',
};
