import { readFileSync } from 'node:fs';
import { mistakenPem } from '../certificates';

const CERTIFICATE = /-----BEGIN (?:[A-Z0-9]+ )*CERTIFICATE-----/;

/**
 * The file that an option or an argument names.
 *
 * @param option as it is typed, such as `--signing-cert`; undefined for an argument.
 * @throws Error whose message names the option, and the file.
 */
export function readFileOption(option: string | undefined, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadableFile(file, error, option);
  }
}

/**
 * What is said of a file that cannot be read.
 *
 * @param error what the file system threw.
 * @param option as it is typed; undefined for an argument.
 */
export function unreadableFile(file: string, error: unknown, option?: string): Error {
  const { code = 'unreadable' } = error as NodeJS.ErrnoException;
  const problem = code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read (${code})`;
  return new Error(option === undefined ? problem : `${option}: ${problem}`);
}

/**
 * The PEM certificate in the file that an option names; what it holds instead is told where that can be.
 *
 * @throws Error as `readFileOption` does, and for what was mistaken for a certificate.
 */
export function readCertificateOption(option: string, file: string): string {
  const pem = readFileOption(option, file).toString('utf8');
  const mistake = mistakenPem(pem, 'certificate') ?? (CERTIFICATE.test(pem) ? undefined : 'holds no PEM certificate');
  if (mistake !== undefined) throw new Error(`${option}: ${file} ${mistake}`);
  return pem;
}
