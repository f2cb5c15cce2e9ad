export const assessmentContract = {};
