import { MitIdError, type MitIdErrorCode } from '../../../src/errors';
import { register, type Classes } from './registry';

/** What we write ourselves: requests, answers, metadata, pages. */
export type SentLaneName = 'sent';

export const SENT: readonly SentLaneName[] = ['sent'];

interface Case {
  /** As those of `Attack`. */
  readonly name: string;
  readonly classes: Classes;
  readonly source: string;
}

export interface SentAttack extends Case {
  /** What the attacker has the application pass on. */
  readonly hostile: string;
  /** What an honest caller passes on there. */
  readonly plain: string;
  /** Writes it as the package does. */
  readonly write: (value: string) => string | Promise<string>;
  /** What a receiver reads at the place that it was written to, and the names of everything that it reads. */
  readonly read: (sent: string) => { readonly value: string | null | undefined; readonly names: readonly string[] };
}

/** A value that tries to be more than one, in what we write: it arrives as it was, and nothing arrives beside it. */
export function sentAttack({ name, classes, source, hostile, plain, write, read }: SentAttack): void {
  register({ kind: 'futile', name, classes, source, lanes: SENT }, () => {
    test(`${name} comes to nothing`, async () => {
      const [sent, twin] = [read(await write(hostile)), read(await write(plain))];
      expect(twin.value).toBe(plain);
      expect(sent.value).toBe(hostile);
      expect(sent.names).toEqual(twin.names);
    });
  });
}

export interface SentRefusal extends Case {
  readonly code: MitIdErrorCode;
  readonly hostile: string;
  readonly plain: string;
  readonly write: (value: string) => unknown;
}

/** The same where the value cannot be written at all: it is refused, and what an honest caller says is written. */
export function sentRefusal({ name, classes, source, code, hostile, plain, write }: SentRefusal): void {
  register({ kind: 'attack', name, classes, source, code, lanes: SENT }, () => {
    test(`${name} is refused: ${code}`, async () => {
      const error: unknown = await Promise.resolve()
        .then(() => write(hostile))
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(MitIdError);
      expect(error).toMatchObject({ code });
      await write(plain);
    });
  });
}
