import { CollectiveError } from "../../src/primitives/errors.ts";

/** The error that `action` ends with; anything but one of ours fails the test. */
export async function rejection(action: () => unknown): Promise<CollectiveError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof CollectiveError) return error;
    throw error;
  }
  throw new Error("expected an error, got none");
}

/** The code of the error that `action` ends with. */
export async function rejectedCode(action: () => unknown): Promise<string> {
  return (await rejection(action)).code;
}
