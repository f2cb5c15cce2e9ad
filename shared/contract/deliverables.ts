export const deliverablesContract = {};
