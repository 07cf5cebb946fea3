/** Collects values to bind, each under its own name, so that no value is ever part of the SQL text. */
export class Params {
  readonly values: Record<string, string | number | null> = {};
  #next = 0;

  /** Keeps a value and answers the placeholder that stands for it. */
  bind(value: string | number | null): string {
    const name = `p${this.#next++}`;
    this.values[name] = value;
    return `@${name}`;
  }
}
