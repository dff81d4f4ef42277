/** The default port of a sandbox; those of the mocks begin at 4010. */
export const sandboxPort = 4000;
