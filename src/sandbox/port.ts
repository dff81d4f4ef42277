/** Where a sandbox listens by default; the mocks begin at 4010. */
export const sandboxPort = 4000;
