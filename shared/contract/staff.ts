export const staffContract = {};
