const REDACTED = "[secret]";

/**
 * A text that must not be seen: a key, a passphrase, an address with a password in it. Printing, inspecting, cloning or
 * serialising it shows nothing; {@link Secret.reveal} is the one way to it, so that every use can be searched for.
 */
export class Secret {
  readonly #value: string;

  /** Takes the text; whoever else holds it should let go of it. */
  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself. Never log it, never put it into an error. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return REDACTED;
  }
}
