/** Whether everything is tried that takes too long for every change: `npm run test:deep`. */
export const isDeep = process.env.TEST_PROFILE === "deep";
