/** The code of the error that a promise rejects with, or what it resolved to instead. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return { resolved: await promise };
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
}
