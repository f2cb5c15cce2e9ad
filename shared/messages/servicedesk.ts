export const servicedeskMessages = {
  title: '事件台',
};
