export const assignmentsMessages = {
  title: '交办与计划',
};
