/** What a status says of a request. */

/** @param status of an answer, or as a document has it: `201`, `2XX` */
export const isSuccess = (status: string): boolean => /^[23]/.test(status);

export const isRefusal = (status: number): boolean => status >= 400 && status < 500;
